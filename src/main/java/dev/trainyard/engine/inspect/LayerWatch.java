package dev.trainyard.engine.inspect;

import dev.trainyard.engine.kernel.Worker;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is watched of one layer; without an output if that was fused into the next layer's. */
final class LayerWatch {

    private final String layer;
    private final ParameterWatch[] parameters;
    private final @Nullable OutputWatch output;
    private boolean updated;

    LayerWatch(String layer, List<ParameterWatch> parameters, @Nullable OutputWatch output) {
        this.layer = layer;
        this.parameters = parameters.toArray(new ParameterWatch[0]);
        this.output = output;
    }

    @Nullable
    OutputWatch output() {
        return output;
    }

    void recall(Map<String, String> alive) {
        String units = alive.get(layer);
        if (output != null && units != null) {
            output.recall(units);
        }
    }

    void memorize(Map<String, String> alive) {
        if (output != null && output.rectifies()) {
            alive.put(layer, output.alive());
        }
    }

    void afterBackward(int rows, boolean fresh, Worker worker) {
        for (ParameterWatch parameter : parameters) {
            parameter.afterBackward(worker);
        }
        if (output != null) {
            output.afterBackward(rows, fresh, worker);
        }
        if (worker.index() == 0) {
            updated = false;
        }
    }

    void afterUpdate(Worker worker) {
        for (ParameterWatch parameter : parameters) {
            parameter.afterUpdate(worker);
        }
        if (worker.index() == 0) {
            updated = true;
        }
    }

    double gradientSquares() {
        double squares = 0;
        for (ParameterWatch parameter : parameters) {
            squares += parameter.gradientSquares();
        }
        return squares;
    }

    LayerFlow flow() {
        double weight = 0;
        double update = 0;
        long size = 0;
        long nonFinite = output == null ? 0 : output.nonFinite();
        for (ParameterWatch parameter : parameters) {
            weight += parameter.weightSquares();
            update += parameter.updateSquares();
            size += parameter.size();
            nonFinite += parameter.nonFinite();
        }
        double gradient = gradientSquares();
        return new LayerFlow(
                layer,
                size == 0 ? Double.NaN : Math.sqrt(weight),
                size == 0 ? Double.NaN : Math.sqrt(gradient),
                size == 0 ? Double.NaN : Math.sqrt(gradient / size),
                output == null ? Double.NaN : output.signalNorm(),
                size == 0 || !updated ? Double.NaN : Math.sqrt(update),
                size == 0 || !updated ? Double.NaN : Math.sqrt(update / weight),
                output == null ? Double.NaN : output.mean(),
                output == null ? Double.NaN : output.deviation(),
                output == null ? Double.NaN : output.deadFraction(),
                output == null ? Double.NaN : output.saturatedFraction(),
                nonFinite);
    }
}
