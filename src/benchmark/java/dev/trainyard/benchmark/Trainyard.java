package dev.trainyard.benchmark;

import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.train.StepDone;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.engine.train.Trainer;
import dev.trainyard.engine.train.TrainingObserver.Signal;

/**
 * Our engine through its trainer, as a job runs it: shuffling, the gathering of each batch, loss, accuracy and an observer
 * are in the time, though the peers find their batches ready.
 */
final class Trainyard implements Contestant {
    private final boolean alone;
    private final Clock clock;
    private final Team team;
    private final Trainer trainer;
    private final TrainState state;
    private double loss;
    private double started;
    private double ended;

    Trainyard(Problem problem, int threads) {
        this.alone = threads == 1;
        this.clock = new Clock(threads);
        this.team = Team.of(threads);
        this.trainer = new Trainer(problem.network(), problem.plan(), problem.examples(), null, Kernels.best(), team);
        this.state = TrainState.initial(problem.network(), problem.plan());
    }

    @Override
    public String name() {
        return alone ? "Trainyard on one thread" : "Trainyard";
    }

    @Override
    public double check(long step) {
        train(1);
        return loss;
    }

    @Override
    public double secondsPerStep(int steps) {
        train(steps + 1); // the clock starts when the first one is done, and the buffers are there
        return (ended - started) / steps;
    }

    private void train(int steps) {
        long first = state.counters().step() + 1;
        long last = first + steps - 1;
        trainer.train(state, event -> {
            if (!(event instanceof StepDone done)) {
                return Signal.CONTINUE;
            }
            if (done.step() == first) {
                started = clock.seconds();
            }
            if (done.step() < last) {
                return Signal.CONTINUE;
            }
            ended = clock.seconds();
            loss = done.loss();
            return Signal.STOP;
        });
    }

    @Override
    public void close() {
        team.close();
    }
}
