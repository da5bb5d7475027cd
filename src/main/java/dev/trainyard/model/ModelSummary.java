package dev.trainyard.model;

import dev.trainyard.engine.train.LayerSummary;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is once its input is known.
 *
 * @param inputShape of a row as the first layer sees it, codes of embedded columns counted
 * @param outputs values per row; null while no target is known
 * @param layers in the order of their computation: embedded columns first, the head last
 * @param parameters values in all parameters
 * @param trainingBytes estimate for training with Adam in batches of {@link #BATCH} rows on one thread, without the data
 */
public record ModelSummary(
        List<Integer> inputShape,
        @Nullable Integer outputs,
        List<LayerView> layers,
        long parameters,
        long trainingBytes) {
    static final int BATCH = 32;

    /**
     * One layer.
     *
     * @param outputShape without the batch
     * @param bytes of its parameters
     * @param activationBytes of its output, per row
     */
    public record LayerView(
            String name, String type, List<Integer> outputShape, long parameters, long bytes, long activationBytes) {
        static LayerView of(LayerSummary layer) {
            return new LayerView(
                    layer.name(),
                    layer.type(),
                    layer.outputShape().dims(),
                    layer.parameters(),
                    Math.multiplyExact(layer.parameters(), (long) Float.BYTES),
                    Math.multiplyExact(layer.outputShape().size(), (long) Float.BYTES));
        }
    }

    static ModelSummary of(Network network, @Nullable OutputSpec output, long trainingBytes) {
        List<LayerView> layers = network.summary().stream().map(LayerView::of).toList();
        List<LayerView> own = output == null ? layers.subList(0, layers.size() - 1) : layers;
        List<Integer> input =
                network.input().shape() == null || !network.input().embedded().isEmpty()
                        ? List.of(network.input().width())
                        : network.input().shape().dims();
        return new ModelSummary(
                input,
                output == null ? null : output.units(),
                own,
                own.stream().mapToLong(LayerView::parameters).sum(),
                trainingBytes);
    }
}
