package dev.trainyard.rig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold after every fault, as questions to the database; each answers what contradicts it. */
final class Invariants {
    private final Ledger ledger;
    private final List<String> violations = new ArrayList<>();
    private int lost;
    private int duplicated;
    private boolean digestsEqual = true;

    private Invariants(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param acknowledged the jobs that clients were told of, each once
     * @param digests what undisturbed runs come to, by the jobs' label "seed"
     */
    static Invariants check(Ledger ledger, Collection<String> acknowledged, Map<String, String> digests) {
        Invariants invariants = new Invariants(ledger);
        invariants.jobs(Set.copyOf(acknowledged));
        invariants.digests(digests);
        invariants.none(
                "a job told of after its end",
                "select e.job_id from job_event e join job_event t on t.job_id = e.job_id and t.type = 'status'"
                        + " and t.sequence < e.sequence where t.data like '%\"succeeded\"%' or t.data like '%\"failed\"%'"
                        + " or t.data like '%\"cancelled\"%'");
        invariants.none(
                "a gap in the events",
                "select j.id from job j where j.event_sequence <> (select count(*) from job_event e where e.job_id = j.id)");
        invariants.none(
                "a gap in the epochs",
                "select j.id from job j where j.status = 'succeeded' and j.epoch <>"
                        + " (select count(*) from job_epoch e where e.job_id = j.id)");
        invariants.none(
                "a metric missing or twice",
                "select j.id from job j where j.status = 'succeeded' and j.epochs <> (select count(*) from job_metric m"
                        + " where m.job_id = j.id and m.name = 'loss' and m.split = 'train')");
        invariants.none(
                "a checkpoint of a later claim than there was",
                "select c.id from checkpoint c join job j on j.id = c.job_id where c.fence > j.fence");
        invariants.none(
                "a pointer to no checkpoint",
                "select j.id from job j where j.checkpoint_id is not null and not exists"
                        + " (select 1 from checkpoint c where c.id = j.checkpoint_id and c.job_id = j.id)");
        invariants.none(
                "a blob without its chunks",
                "select b.id from blob b where b.chunks <> (select count(*) from blob_chunk c"
                        + " where c.content_id = b.content_id)");
        if (WriteWatch.isOver(ledger)) {
            WriteWatch.violations(ledger).forEach(row -> invariants.violations.add(row.getFirst()));
        }
        return invariants;
    }

    private void jobs(Set<String> acknowledged) {
        Set<String> found = new HashSet<>();
        for (List<String> row : ledger.rows("select id, status, error_code, error_detail, attempt, fence from job")) {
            found.add(row.getFirst());
            if (!row.get(1).equals("succeeded")) {
                violations.add("did not succeed: " + row);
            }
        }
        acknowledged.stream().filter(job -> !found.contains(job)).forEach(job -> {
            lost++;
            violations.add("lost: " + job);
        });
        found.stream().filter(job -> !acknowledged.contains(job)).forEach(job -> {
            duplicated++;
            violations.add("nobody was told of: " + job);
        });
    }

    private void digests(Map<String, String> digests) {
        for (List<String> row : ledger.rows("select j.id, m.content, j.weights_sha256 from job j join job_metadata m"
                + " on m.job_id = j.id and m.name = 'seed' where j.status = 'succeeded'")) {
            if (!row.get(2).equals(digests.get(row.get(1)))) {
                digestsEqual = false;
                violations.add("other weights than undisturbed: " + row);
            }
        }
    }

    private void none(String what, String sql) {
        List<List<String>> rows = ledger.rows(sql);
        if (!rows.isEmpty()) {
            violations.add(what + ": " + rows);
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    int lost() {
        return lost;
    }

    int duplicated() {
        return duplicated;
    }

    boolean digestsEqual() {
        return digestsEqual;
    }
}
