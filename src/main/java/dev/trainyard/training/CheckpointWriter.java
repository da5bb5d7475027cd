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
     * Writes a state that training can go on from, and in its transaction {@code also}.
     *
     * @param metrics of its epoch, JSON
     */
    void state(TrainState state, RunMemory memory, double seconds, String metrics, Runnable also) {
        Counters counters = state.counters();
        boolean best = counters.batch() == 0 && counters.bestEpoch() == counters.epoch();
        write(
                file.of(state, memory, seconds),
                counters,
                state.parameters().sha256(),
                metrics,
                best || state.best() == null,
                also);
    }

    /** Writes weights to use; they are the job's result. */
    void result(Parameters result, Counters counters, double seconds, String metrics, Runnable also) {
        write(file.of(result, counters, seconds), counters, result.sha256(), metrics, true, also);
    }

    private void write(
            NamedTensors contents, Counters counters, String sha256, String metrics, boolean best, Runnable also) {
        Blob blob = pen.insist(() -> store(contents));
        String id = stores.ids().next("ckpt");
        boolean gotOn = counters.step() > claimedStep;
        var manifest =
                new CheckpointRows.Manifest(id, counters.epoch(), counters.step(), blob, sha256, metrics, best, gotOn);
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
            old.add(blob.id());
            throw e;
        } finally {
            old.forEach(one -> stores.blobs().delete(claim.tenant(), one));
        }
    }

    private Blob store(NamedTensors contents) {
        try {
            return stores.weights().write(claim.tenant(), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
