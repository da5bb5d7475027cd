package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.inspect.Curvature;
import dev.trainyard.engine.inspect.FlowMemory;
import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.GradientFlow;
import dev.trainyard.engine.inspect.HessianLanczos;
import dev.trainyard.engine.inspect.RowLosses;
import dev.trainyard.engine.inspect.Sampling;
import dev.trainyard.engine.inspect.Spectra;
import dev.trainyard.engine.inspect.Spectrum;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.train.EpochDone;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.StepDone;
import dev.trainyard.engine.train.StepInspector;
import dev.trainyard.engine.train.TrainingEvent;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a whole training: give its {@link #inspector} to the trainer and every event to {@link #after}, which answers
 * what is new. It changes nothing in the training.
 */
public final class TrainingWatch {

    private static final int CURVATURE_ROWS = 512;
    private static final int FEWEST_ROWS = 2000;
    private static final double SHARE_OF_ROWS = 0.01;

    private final Network network;
    private final TrainingPlan plan;
    private final Examples training;
    private final boolean curvature;
    private final Kernels kernels;
    private final Sampling spectraEpochs;
    private final Sampling curvatureEpochs;
    private final GradientFlow flow;
    private final Setup setup;
    private final Diagnosis diagnosis;
    private double rate;

    /**
     * Of a training that has not begun.
     *
     * @param balanced whether rows or classes are weighted
     * @param curvature whether to measure the Hessian's largest eigenvalue too
     */
    public TrainingWatch(
            Network network,
            TrainingPlan plan,
            Examples training,
            List<Long> classRows,
            boolean balanced,
            boolean curvature,
            Kernels kernels) {
        this.network = network;
        this.plan = plan;
        this.training = training;
        this.curvature = curvature;
        this.kernels = kernels;
        long stepsPerEpoch = (training.rows() + plan.batchSize() - 1L) / plan.batchSize();
        this.spectraEpochs = Sampling.ofSpectra(network, plan, stepsPerEpoch);
        this.curvatureEpochs = Sampling.ofCurvatures(plan);
        this.flow = new GradientFlow(network, plan, Sampling.ofSteps(network, plan, stepsPerEpoch), kernels);
        this.setup = Setup.of(plan, stepsPerEpoch, classRows, balanced);
        this.diagnosis = new Diagnosis(setup);
    }

    /**
     * Has the code that watches loaded and compiled, some tenths of a second: call it after the kernels are primed and before
     * reporting ready, or the first training that is watched takes twice as long. The numbers go nowhere.
     */
    public static void prime() {
        WatchPriming.run();
    }

    /** What the trainer needs to let this look into steps. */
    public StepInspector inspector() {
        return flow;
    }

    /** Bytes that watching takes. */
    public static long bytes(Network network, boolean curvature) {
        return GradientFlow.bytes(network) + (curvature ? HessianLanczos.bytes(network, CURVATURE_ROWS) : 0);
    }

    /**
     * What a watch remembers beside the records.
     *
     * @param rate learning rate of the last step
     * @param reported what was found, as {@code CODE/layer}
     */
    public record Memory(double rate, List<String> reported, FlowMemory flow) {
        public Memory {
            reported = List.copyOf(reported);
        }
    }

    /** To be stored with the weights, between steps. */
    public Memory memory() {
        return new Memory(rate, diagnosis.reported(), flow.memory());
    }

    /** Takes in the records of a run that was stopped, so that this one goes on as that would have. */
    public void recall(Memory memory, List<FlowSample> samples, List<EpochCurve> curves, List<Curvature> curvatures) {
        rate = memory.rate();
        flow.recall(memory.flow());
        diagnosis.recall(samples, curves, curvatures, memory.reported());
    }

    /** The training goes on from a step that it had been beyond. */
    public void goBack(long step) {
        flow.recall(flow.memory());
        diagnosis.forgetAfter(step);
    }

    /** The product of curvature and learning rate that plain steps stand; infinite where the optimizer scales each weight. */
    public double stableSharpness() {
        return setup.stableSharpness();
    }

    /** After every event of the trainer, with the weights as they are now. */
    public Seen after(TrainingEvent event, Parameters weights) {
        // no switch over types: linking one takes milliseconds, and this comes after every step
        return event instanceof StepDone step ? after(step) : after((EpochDone) event, weights);
    }

    private Seen after(StepDone step) {
        rate = step.rate();
        if (!flow.pending() && !step.diverged()) {
            return Seen.NOTHING;
        }
        FlowSample sample = flow.pending() ? flow.sample(step.step(), step.epoch(), step.loss(), rate) : null;
        List<Finding> findings = sample == null ? List.of() : diagnosis.after(sample);
        if (step.diverged()) {
            findings = joined(findings, diagnosis.diverged(step));
        }
        return new Seen(sample, List.of(), null, findings);
    }

    private Seen after(EpochDone epoch, Parameters weights) {
        List<Finding> findings = diagnosis.after(EpochCurve.of(epoch));
        List<Spectrum> spectra = spectraEpochs.contains(epoch.epoch())
                ? Spectra.of(network.graph().parameters(), weights, kernels)
                : List.of();
        Curvature measured = null;
        if (curvature && curvatureEpochs.contains(epoch.epoch())) {
            measured = new HessianLanczos(network, weights, training, CURVATURE_ROWS, kernels)
                    .measure(epoch.epoch(), epoch.step(), rate, setup.stableSharpness());
            findings = joined(findings, diagnosis.after(measured));
        }
        boolean nothing = findings.isEmpty() && spectra.isEmpty() && measured == null;
        return nothing ? Seen.NOTHING : new Seen(null, spectra, measured, findings);
    }

    private static List<Finding> joined(List<Finding> some, List<Finding> more) {
        List<Finding> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /**
     * After the last step of a training that came to its end.
     *
     * @param result the weights to use
     * @param rows the number to report for each training row
     */
    public Seen atEnd(Parameters result, int[] rows) {
        int most = (int) Math.max(FEWEST_ROWS, SHARE_OF_ROWS * plan.epochs() * rows.length);
        return new Seen(
                null, List.of(), null, diagnosis.atEnd(RowLosses.of(network, result, training, rows, most, kernels)));
    }
}
