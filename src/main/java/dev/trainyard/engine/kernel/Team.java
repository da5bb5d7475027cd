package dev.trainyard.engine.kernel;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that run one program together. The calling thread is worker 0; the others are daemon
 * threads that live until {@link #close}, spin for a few microseconds between programs, then sleep.
 *
 * <p>If one worker's program throws, the barrier breaks: the others stop there, and {@link #run} throws the first
 * exception once all have stopped. The team can be used again afterwards. One program runs at a time.
 */
public final class Team implements AutoCloseable {
    private final int threads;
    private final Barrier start;
    private final Barrier step;
    private final Barrier finish;
    private final Worker[] workers;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Spmd program;
    private boolean closed;

    private Team(int threads) {
        this.threads = threads;
        this.start = new Barrier(threads);
        this.step = new Barrier(threads);
        this.finish = new Barrier(threads);
        this.workers = new Worker[threads];
        for (int index = 0; index < threads; index++) {
            workers[index] = threads == 1 ? Worker.SOLO : new TeamWorker(index, threads, step);
        }
        for (int index = 1; index < threads; index++) {
            Worker worker = workers[index];
            Thread.ofPlatform().daemon().name("team-worker-" + index).start(() -> serve(worker));
        }
    }

    /** A team of so many workers, the caller of {@link #run} included; throws if {@code threads < 1}. */
    public static Team of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("expected at least 1 thread, got " + threads);
        }
        return new Team(threads);
    }

    public int threads() {
        return threads;
    }

    /** Runs the program on every worker and returns when all are done. */
    public synchronized void run(Spmd body) {
        if (closed) {
            throw new IllegalStateException("the team is closed");
        }
        if (threads == 1) {
            body.run(Worker.SOLO);
            return;
        }
        program = body;
        start.await(0);
        attempt(body, workers[0]);
        finish.await(0);
        rethrow();
    }

    /** Lets the threads end; idempotent. */
    @Override
    public synchronized void close() {
        if (!closed && threads > 1) {
            program = null;
            start.await(0);
        }
        closed = true;
    }

    private void serve(Worker worker) {
        while (true) {
            start.await(worker.index());
            Spmd body = program;
            if (body == null) {
                return;
            }
            attempt(body, worker);
            finish.await(worker.index());
        }
    }

    private void attempt(Spmd body, Worker worker) {
        try {
            body.run(worker);
        } catch (Barrier.Broken broken) {
            // another worker failed first and its exception is the one to report
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            step.breakUp();
        }
    }

    private void rethrow() {
        Throwable thrown = failure.getAndSet(null);
        if (thrown == null) {
            return;
        }
        step.mend();
        switch (thrown) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException("a worker failed", thrown);
        }
    }
}
