package dev.trainyard.training;

import dev.trainyard.storage.Blob;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The manifests of checkpoints, and the job's pointers to them; always in a transaction that holds the job's row. */
@Component
class CheckpointRows {
    private final JdbcClient database;
    private final JobEvents events;

    CheckpointRows(JdbcClient database, JobEvents events) {
        this.database = database;
        this.events = events;
    }

    /**
     * What a checkpoint is.
     *
     * @param best whether none before it was better; the first one is the best so far in any case
     * @param gotOn whether the job is further than when it was claimed
     */
    record Manifest(
            String id,
            int epoch,
            long step,
            Blob blob,
            String weightsSha256,
            String metrics,
            boolean best,
            boolean gotOn) {}

    /** Makes a checkpoint the job's current one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Claim claim, Manifest manifest) {
        database.sql("""
                insert into checkpoint (id, job_id, tenant, fence, epoch, step, blob_id, bytes, sha256, weights_sha256, metrics, time)
                values (:id, :job, :tenant, :fence, :epoch, :step, :blob, :bytes, :sha256, :weights, :metrics, current_timestamp)""")
                .param("id", manifest.id())
                .param("job", claim.job())
                .param("tenant", claim.tenant())
                .param("fence", claim.fence())
                .param("epoch", manifest.epoch())
                .param("step", manifest.step())
                .param("blob", manifest.blob().id())
                .param("bytes", manifest.blob().bytes())
                .param("sha256", manifest.blob().sha256())
                .param("weights", manifest.weightsSha256())
                .param("metrics", manifest.metrics())
                .update();
        String best = manifest.best() ? ":id" : "coalesce(best_checkpoint_id, :id)";
        String strikes = manifest.gotOn() ? ", strikes = 0" : "";
        database.sql("update job set checkpoint_id = :id, best_checkpoint_id = " + best + strikes + " where id = :job")
                .param("id", manifest.id())
                .param("job", claim.job())
                .update();
        events.append(
                claim.job(),
                JobEvent.Type.CHECKPOINT,
                Map.of(
                        "checkpoint",
                        manifest.id(),
                        "epoch",
                        manifest.epoch(),
                        "step",
                        manifest.step(),
                        "best",
                        manifest.best()));
    }

    /** Removes all but the last two and those pointed at; their blobs, to be given up after the commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> prune(Claim claim) {
        List<String> old = database.sql("""
                select id from checkpoint where job_id = :job
                    and id not in (select checkpoint_id from job where id = :job and checkpoint_id is not null)
                    and id not in (select best_checkpoint_id from job where id = :job and best_checkpoint_id is not null)
                order by time desc, step desc offset 1""")
                .param("job", claim.job())
                .query((row, number) -> row.getString("id"))
                .list();
        if (old.isEmpty()) {
            return List.of();
        }
        List<String> blobs = database.sql("select blob_id from checkpoint where id in (:old)")
                .param("old", old)
                .query((row, number) -> row.getString("blob_id"))
                .list();
        database.sql("delete from checkpoint where id in (:old)")
                .param("old", old)
                .update();
        return blobs;
    }

    /** Goes back to a checkpoint, or to the start if {@code id} is null, because later ones cannot be read. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goBack(Claim claim, @org.jspecify.annotations.Nullable String id, long step, int epoch) {
        database.sql("update job set checkpoint_id = :id, step = :step, epoch = :epoch where id = :job")
                .param("id", id)
                .param("step", step)
                .param("epoch", epoch)
                .param("job", claim.job())
                .update();
    }
}
