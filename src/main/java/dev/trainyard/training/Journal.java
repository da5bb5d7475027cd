package dev.trainyard.training;

import dev.trainyard.engine.graph.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to tell. The training thread only adds to lists; the rows are written by another thread twice a second, or together with a
 * checkpoint, so that the numbers before a checkpoint are never missing. Those after the last one are forgotten by who goes on from it.
 */
final class Journal {
    /** Weights that are copied, to be hashed by who writes the page; of what would be more than that the training waits for the digest. */
    static final int MOST_COPIED = 1 << 20;

    private final Pen pen;
    private final Claim claim;
    private final JournalRows rows;
    private Page page = new Page();
    private boolean torn;

    Journal(Pen pen, Claim claim, JournalRows rows) {
        this.pen = pen;
        this.claim = claim;
        this.rows = rows;
    }

    /** What is told and not yet written. */
    static final class Page {
        final List<JobMetric> metrics = new ArrayList<>();
        final List<Digest> digests = new ArrayList<>();
        private final List<Weights> weights = new ArrayList<>();
        final List<News> news = new ArrayList<>();
        final List<LayerNews> layers = new ArrayList<>();
        final List<FindingNews> findings = new ArrayList<>();

        @Nullable
        RunProgress progress;

        private long copied;

        private void hash() {
            weights.forEach(each -> digests.add(each.digest()));
            weights.clear();
        }

        boolean isEmpty() {
            return metrics.isEmpty()
                    && digests.isEmpty()
                    && weights.isEmpty()
                    && news.isEmpty()
                    && layers.isEmpty()
                    && findings.isEmpty()
                    && progress == null;
        }
    }

    /** Digest of the weights after an epoch. */
    record Digest(int epoch, long step, String sha256) {}

    /** The weights after an epoch, of which the digest is to be told. */
    private record Weights(int epoch, long step, Parameters copy) {
        Digest digest() {
            return new Digest(epoch, step, copy.sha256());
        }
    }

    /** An event to be. */
    record News(JobEvent.Type type, Object data) {}

    synchronized void metric(JobMetric metric) {
        page.metrics.add(metric);
    }

    /** Tells the digest of the weights after an epoch; they may change afterwards. */
    synchronized void weights(int epoch, long step, Parameters weights) {
        long copied = page.copied + weights.count();
        if (copied > MOST_COPIED) {
            page.digests.add(new Digest(epoch, step, weights.sha256()));
            return;
        }
        page.copied = copied;
        page.weights.add(new Weights(epoch, step, weights.copy()));
    }

    synchronized void event(JobEvent.Type type, Object data) {
        page.news.add(new News(type, data));
    }

    synchronized void layers(LayerNews layers) {
        page.layers.add(layers);
    }

    synchronized void finding(FindingNews finding) {
        page.findings.add(finding);
    }

    synchronized void progress(RunProgress progress) {
        page.progress = progress;
    }

    /** Writes what there is, if there is anything. */
    void write() {
        synchronized (pen) {
            Page told = take();
            if (!told.isEmpty()) {
                write(told, () -> {});
            }
        }
    }

    /** Writes what there is and, in the same transaction, {@code also}. */
    void write(Runnable also) {
        synchronized (pen) {
            write(take(), also);
        }
    }

    /** After a page that could not be written nothing is: what came next would have a gap before it. */
    private void write(Page told, Runnable also) {
        if (torn) {
            throw new LeaseLost(claim);
        }
        torn = true;
        told.hash();
        pen.write(() -> {
            rows.write(claim, told);
            also.run();
        });
        torn = false;
    }

    /** Writes what there is and forgets the numbers beyond a place. */
    void goBack(long step, int epoch) {
        write(() -> rows.forgetNumbersAfter(claim.job(), step, epoch));
    }

    private synchronized Page take() {
        Page taken = page;
        page = new Page();
        return taken;
    }
}
