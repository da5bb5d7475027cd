package dev.trainyard.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to tell. The training thread only adds to lists; the rows are written by another thread twice a second, or together with a
 * checkpoint, so that the numbers before a checkpoint are never missing. Those after the last one are forgotten by who goes on from it.
 */
final class Journal {
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
        final List<News> news = new ArrayList<>();
        final List<LayerNews> layers = new ArrayList<>();
        final List<FindingNews> findings = new ArrayList<>();

        @Nullable
        RunProgress progress;

        boolean isEmpty() {
            return metrics.isEmpty()
                    && digests.isEmpty()
                    && news.isEmpty()
                    && layers.isEmpty()
                    && findings.isEmpty()
                    && progress == null;
        }
    }

    /** Digest of the weights after an epoch. */
    record Digest(int epoch, long step, String sha256) {}

    /** An event to be. */
    record News(JobEvent.Type type, Object data) {}

    synchronized void metric(JobMetric metric) {
        page.metrics.add(metric);
    }

    synchronized void digest(int epoch, long step, String sha256) {
        page.digests.add(new Digest(epoch, step, sha256));
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
