package dev.trainyard.engine.inspect;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.graph.Plan;
import dev.trainyard.engine.graph.Step;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.train.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The loss of single rows, without regard to their weights: which rows hurt. */
public final class RowLosses {

    private static final int BATCH = 256;

    private RowLosses() {}

    /**
     * Losses of up to {@code most} rows, spread evenly.
     *
     * @param rows the number to report for each row of {@code examples}
     */
    public static List<RowLoss> of(
            Network network, Parameters parameters, Examples examples, int[] rows, int most, Kernels kernels) {
        int count = Math.min(rows.length, most);
        int[] index = new int[count];
        Arrays.setAll(index, i -> (int) ((long) i * rows.length / count));
        int capacity = Math.max(1, Math.min(count, BATCH));
        Plan plan = Plan.inference(network.graph(), network.loss(), capacity);
        Execution execution = Execution.of(plan, kernels, parameters);
        Step step = new Step();
        List<RowLoss> losses = new ArrayList<>(count);
        for (int from = 0; from < count; from += capacity) {
            int batch = Math.min(capacity, count - from);
            Batch.load(execution, examples, index, from, batch, true);
            execution.forward(step.inference(batch), Worker.SOLO);
            for (int i = 0; i < batch; i++) {
                losses.add(new RowLoss(rows[index[from + i]], execution.output(network.loss())[i]));
            }
        }
        return losses;
    }
}
