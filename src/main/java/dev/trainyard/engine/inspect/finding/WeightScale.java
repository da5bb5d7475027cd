package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Before the first update, the activations of two hidden layers spread more than ten times differently, or hardly at all. One
 * whose spread comes back further on, where it is normalized, does not count: recurrent layers and attention begin small.
 */
record WeightScale() implements Rule {

    private static final double RATIO = 10;
    private static final double HARDLY = 0.02;
    private static final double HEALTHY = 2;

    @Override
    public List<Finding> look(History history) {
        if (history.samples().size() != 1 || history.samples().getFirst().step() != 1) {
            return List.of();
        }
        FlowSample first = history.samples().getFirst();
        List<LayerFlow> all = first.layers();
        List<LayerFlow> hidden = IntStream.range(0, all.size() - 1)
                .filter(i -> !comesBack(all.get(i), all.subList(i + 1, all.size() - 1)))
                .mapToObj(all::get)
                .filter(LayerFlow::weighted)
                .filter(layer -> !Double.isNaN(layer.activationDeviation()))
                .sorted(Comparator.comparingDouble(LayerFlow::activationDeviation))
                .toList();
        if (hidden.isEmpty()) {
            return List.of();
        }
        LayerFlow narrow = hidden.getFirst();
        LayerFlow wide = hidden.getLast();
        if (wide.activationDeviation() <= RATIO * narrow.activationDeviation()
                && narrow.activationDeviation() >= HARDLY) {
            return List.of();
        }
        return List.of(Finding.of(
                FindingCode.WEIGHT_SCALE,
                narrow.layer(),
                1,
                1,
                List.of(
                        new Evidence("activation_deviation_of_" + narrow.layer(), narrow.activationDeviation(), 1),
                        new Evidence("activation_deviation_of_" + wide.layer(), wide.activationDeviation(), 1))));
    }

    private static boolean comesBack(LayerFlow layer, List<LayerFlow> later) {
        return later.stream()
                .mapToDouble(LayerFlow::activationDeviation)
                .anyMatch(deviation -> deviation > RATIO * layer.activationDeviation() && deviation < HEALTHY);
    }
}
