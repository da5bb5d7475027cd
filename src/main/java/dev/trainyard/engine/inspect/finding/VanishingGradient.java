package dev.trainyard.engine.inspect.finding;

import dev.trainyard.engine.inspect.FlowSample;
import dev.trainyard.engine.inspect.LayerFlow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * In several samples in a row, a layer's gradient is under 1e-4 of the last layer's, value for value, though nothing was
 * cut off by dead units, and no explosion has left the weights in ruins.
 */
record VanishingGradient() implements Rule {

    private static final int SAMPLES = 3;
    private static final double RATIO = 1e-4;
    private static final double CUT_OFF = 0.99;
    private static final double RUINED = 2;

    @Override
    public List<Finding> look(History history) {
        List<FlowSample> latest = history.latest(SAMPLES);
        if (latest.isEmpty() || !vanishes(latest.getLast()) || !latest.stream().allMatch(VanishingGradient::vanishes)) {
            return List.of();
        }
        FlowSample now = latest.getLast();
        if (now.loss() > RUINED * history.samples().getFirst().loss()) {
            return List.of();
        }
        LayerFlow weakest = weakest(now);
        List<Evidence> evidence = new ArrayList<>();
        latest.forEach(sample ->
                evidence.add(new Evidence("first_to_last_gradient_ratio", sample.firstToLast(), sample.step())));
        evidence.add(new Evidence("gradient_rms", weakest.gradientRms(), now.step()));
        return List.of(Finding.of(FindingCode.VANISHING_GRADIENT, weakest.layer(), now.epoch(), now.step(), evidence));
    }

    private static boolean vanishes(FlowSample sample) {
        LayerFlow weakest = null;
        LayerFlow last = null;
        for (LayerFlow layer : sample.layers()) {
            if (layer.weighted()) {
                weakest = weakest == null || layer.gradientRms() < weakest.gradientRms() ? layer : weakest;
                last = layer;
            }
            if (layer.deadFraction() > CUT_OFF) {
                return false;
            }
        }
        return weakest != null && last != null && weakest.gradientRms() < RATIO * last.gradientRms();
    }

    private static LayerFlow weakest(FlowSample sample) {
        return Collections.min(sample.weighted(), Comparator.comparingDouble(LayerFlow::gradientRms));
    }
}
