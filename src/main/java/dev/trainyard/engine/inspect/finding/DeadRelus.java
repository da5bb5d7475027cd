package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import java.util.ArrayList;
import java.util.List;

/** At least half of a rectifier's units were silent in all rows sampled of an epoch, and those were enough to tell. */
record DeadRelus() implements Rule {

    private static final double FRACTION = 0.5;
    private static final long ROWS = 128;
    private static final int SAMPLES = 2;

    @Override
    public List<Finding> look(History history) {
        List<Finding> findings = new ArrayList<>();
        List<FlowSample> latest = history.latest(SAMPLES);
        if (latest.isEmpty() || latest.getLast().rowsSeen() < ROWS) {
            return findings;
        }
        FlowSample now = latest.getLast();
        FlowSample before = latest.getFirst();
        for (int i = 0; i < now.layers().size(); i++) {
            LayerFlow layer = now.layers().get(i);
            if (layer.deadFraction() >= FRACTION && before.layers().get(i).deadFraction() >= FRACTION) {
                findings.add(Finding.of(
                        FindingCode.DEAD_RELUS,
                        layer.layer(),
                        now.epoch(),
                        now.step(),
                        List.of(
                                new Evidence("dead_fraction", layer.deadFraction(), now.step()),
                                new Evidence("rows_seen", now.rowsSeen(), now.step()))));
            }
        }
        return findings;
    }
}
