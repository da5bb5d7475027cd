package dev.trainyard.training;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.train.Counters;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.storage.Blob;
import dev.trainyard.storage.BlobStore;
import dev.trainyard.web.Ids;
import dev.trainyard.weights.NamedTensors;
import dev.trainyard.weights.WeightStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the checkpoints of one run: first the blob, which nobody can see, then in one fenced transaction all numbers up to it, its manifest and
 * the job's pointer. Whatever breaks off leaves the previous checkpoint the current one.
 */
final class CheckpointWriter {
    private final Claim claim;
    private final Journal journal;
    private final Pen pen;
    private final CheckpointFile file;
    private final Stores stores;
    private final long claimedStep;

    /** Where checkpoints go. */
    record Stores(WeightStore weights, BlobStore blobs, CheckpointRows rows, Ids ids) {}

    /** A checkpoint whose file is stored and of which nobody knows. */
    record Draft(Blob blob, Counters counters, String sha256, String metrics, boolean best) {}

    /** @param claimedStep where the run went on from */
    CheckpointWriter(Claim claim, Journal journal, Pen pen, CheckpointFile file, Stores stores, long claimedStep) {
        this.claim = claim;
        this.journal = journal;
        this.pen = pen;
        this.file = file;
        this.stores = stores;
        this.claimedStep = claimedStep;
    }

    /**
     * Stores a state that training can go on from.
     *
     * @param state not to be changed meanwhile
     * @param metrics of its epoch, JSON
     */
    Draft state(TrainState state, RunMemory memory, double seconds, String metrics) {
        Counters counters = state.counters();
        boolean best = counters.batch() == 0 && counters.bestEpoch() == counters.epoch();
        return new Draft(
                store(file.of(state, memory, seconds)),
                counters,
                state.parameters().sha256(),
                metrics,
                best || state.best() == null);
    }

    /** Stores weights to use; they are the job's result. */
    Draft result(Parameters result, Counters counters, double seconds, String metrics) {
        return new Draft(store(file.of(result, counters, seconds)), counters, result.sha256(), metrics, true);
    }

    /** Makes it the current one and in the same transaction does {@code also}. */
    void publish(Draft draft, Runnable also) {
        Counters counters = draft.counters();
        String id = stores.ids().next("ckpt");
        boolean gotOn = counters.step() > claimedStep;
        var manifest = new CheckpointRows.Manifest(
                id,
                counters.epoch(),
                counters.step(),
                draft.blob(),
                draft.sha256(),
                draft.metrics(),
                draft.best(),
                gotOn);
        List<String> old = new ArrayList<>();
        try {
            journal.write(() -> {
                old.clear();
                stores.rows().add(claim, manifest);
                old.addAll(stores.rows().prune(claim));
                also.run();
            });
        } catch (LeaseLost e) {
            old.clear();
            old.add(draft.blob().id());
            throw e;
        } finally {
            old.forEach(one -> stores.blobs().delete(claim.tenant(), one));
        }
    }

    private Blob store(NamedTensors contents) {
        return pen.insist(() -> {
            try {
                return stores.weights().write(claim.tenant(), contents);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
