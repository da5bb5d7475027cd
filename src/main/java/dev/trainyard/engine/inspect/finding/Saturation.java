package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import java.util.ArrayList;
import java.util.List;

/** In several samples in a row, most outputs of a sigmoid or tanh layer are at the ends of its range. */
record Saturation() implements Rule {

    private static final double FRACTION = 0.75;
    private static final int SAMPLES = 3;

    @Override
    public List<Finding> look(History history) {
        List<Finding> findings = new ArrayList<>();
        List<FlowSample> latest = history.latest(SAMPLES);
        if (latest.isEmpty()) {
            return findings;
        }
        FlowSample now = latest.getLast();
        for (int i = 0; i < now.layers().size(); i++) {
            int index = i;
            if (now.layers().get(index).saturatedFraction() >= FRACTION
                    && latest.stream()
                            .allMatch(sample -> sample.layers().get(index).saturatedFraction() >= FRACTION)) {
                findings.add(finding(latest, now.layers().get(i), index));
            }
        }
        return findings;
    }

    private static Finding finding(List<FlowSample> latest, LayerFlow layer, int index) {
        FlowSample now = latest.getLast();
        List<Evidence> evidence = latest.stream()
                .map(sample -> new Evidence(
                        "saturated_fraction", sample.layers().get(index).saturatedFraction(), sample.step()))
                .toList();
        return Finding.of(FindingCode.SATURATION, layer.layer(), now.epoch(), now.step(), evidence);
    }
}
