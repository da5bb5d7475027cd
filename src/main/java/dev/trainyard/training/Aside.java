package dev.trainyard.training;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What a run does beside its training, on another thread: one thing at a time. What fails there fails the run when it asks next. */
final class Aside {
    private final String name;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Aside(String name) {
        this.name = name;
    }

    /** Begins, after the end of what was begun before. */
    void begin(Runnable action) {
        last = supply(() -> {
            action.run();
            return true;
        });
    }

    /** The same with an answer, for {@link #await(CompletableFuture)}. */
    <T> CompletableFuture<T> supply(Supplier<T> action) {
        await(last);
        CompletableFuture<T> begun = CompletableFuture.supplyAsync(
                action, run -> Thread.ofPlatform().name(name).start(run));
        last = begun;
        return begun;
    }

    /** Whether something is going on. */
    boolean busy() {
        return !last.isDone();
    }

    /** Whether nothing is going on, all having gone well. */
    boolean idle() {
        if (busy()) {
            return false;
        }
        await(last);
        return true;
    }

    /** Waits until nothing is going on. */
    void await() {
        await(last);
    }

    /** The same, whatever came of it. */
    void settle() {
        last.handle((_, _) -> true).join();
    }

    /** Waits for the end of this, and throws what it threw. */
    static <T> T await(CompletableFuture<T> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }
}
