package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.LayerFlow;
import java.util.List;

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
        List<LayerFlow> all = history.samples().getFirst().layers();
        LayerFlow narrow = null;
        LayerFlow wide = null;
        for (int i = 0; i < all.size() - 1; i++) {
            LayerFlow layer = all.get(i);
            double deviation = layer.activationDeviation();
            if (layer.weighted() && !Double.isNaN(deviation) && !comesBack(deviation, all, i + 1)) {
                narrow = narrow == null || deviation < narrow.activationDeviation() ? layer : narrow;
                wide = wide == null || deviation >= wide.activationDeviation() ? layer : wide;
            }
        }
        if (narrow == null
                || wide == null
                || (wide.activationDeviation() <= RATIO * narrow.activationDeviation()
                        && narrow.activationDeviation() >= HARDLY)) {
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

    private static boolean comesBack(double deviation, List<LayerFlow> layers, int from) {
        for (int i = from; i < layers.size() - 1; i++) {
            double later = layers.get(i).activationDeviation();
            if (later > RATIO * deviation && later < HEALTHY) {
                return true;
            }
        }
        return false;
    }
}
