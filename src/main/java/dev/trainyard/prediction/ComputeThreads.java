package dev.trainyard.prediction;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Platform threads for what takes the processor for long. Requests run on virtual threads, of which only as many proceed at
 * once as there are processors: one that computes would keep the others, status reads among them, waiting.
 */
@Component
class ComputeThreads {
    private final ThreadPoolExecutor threads;

    ComputeThreads(PredictionProperties properties) {
        this.threads = new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.waiting()),
                Thread.ofPlatform().name("prediction-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Computes there and waits for it.
     *
     * @throws Problem 429 if too much waits already
     */
    <T> T compute(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> complete(result, work));
        } catch (RejectedExecutionException _) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "This server is predicting as much as it can.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (Throwable e) { // The waiting request throws it.
            result.completeExceptionally(e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
