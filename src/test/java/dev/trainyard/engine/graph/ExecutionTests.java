package dev.trainyard.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import dev.trainyard.engine.kernel.Worker;
import dev.trainyard.engine.layer.Add;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Concat;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.LayerNorm;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.loss.SoftmaxCrossEntropy;
import dev.trainyard.engine.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExecutionTests {

    private static final int CAPACITY = 32;

    private final Graph graph = new Graph();
    private final Node x = graph.input("x", Shape.of(2, 5));
    private final Node target = graph.input("target", Shape.SCALAR);
    private final Node weight = graph.input("weight", Shape.SCALAR);
    private final Node logits = network();
    private final Node loss = graph.apply(new SoftmaxCrossEntropy(), logits, target, weight);
    private final Parameters parameters = Parameters.initialize(graph, 3);

    private Node network() {
        Node first = Dense.of(24, new Relu()).apply(graph.scope("first"), List.of(x));
        Node normed = new LayerNorm(null).apply(graph.scope("normed"), List.of(first));
        Node second = Dense.of(24, new Gelu()).apply(graph.scope("second"), List.of(normed));
        Node residual = new Add().apply(graph.scope("residual"), List.of(first, second));
        Node batch = new BatchNorm(null, null).apply(graph.scope("batch"), List.of(residual));
        Node dropped = new Dropout(0.2).apply(graph.scope("dropped"), List.of(batch));
        Node joined = new Concat().apply(graph.scope("joined"), List.of(dropped, second));
        return Dense.of(4, null).apply(graph.scope("output"), List.of(joined));
    }

    private Execution execution(Plan plan, Parameters values) {
        Execution execution = Execution.of(plan, Kernels.best(), values);
        for (int i = 0; i < CAPACITY * 10; i++) {
            execution.input("x")[i] = Randomness.normal(8, i);
        }
        for (int i = 0; i < CAPACITY; i++) {
            execution.input("target")[i] = i % 4;
            execution.input("weight")[i] = 1 + i % 3;
        }
        return execution;
    }

    private Plan training() {
        return Plan.training(graph, logits, loss, CAPACITY);
    }

    @Test
    void estimatesExactlyTheBytesItThenUses() {
        assertThat(training().bytes(Kernels.best()))
                .isEqualTo(execution(training(), parameters).bytes())
                .isGreaterThan(0);
        assertThat(Plan.inference(graph, logits, CAPACITY).bytes(Kernels.best()))
                .isLessThan(training().bytes(Kernels.best()));
    }

    @Test
    void estimatesWhatNoMachineCouldHold() {
        Graph huge = new Graph();
        Node in = huge.input("x", Shape.of(1_000_000_000));
        Node out = Dense.of(1_000_000_000, new Relu()).apply(huge, List.of(in));
        assertThat(Plan.inference(huge, out, 1).bytes(Kernels.best())).isGreaterThan(4_000_000_000L);
    }

    @Test
    void inferencePlanGivesWhatTheTrainingPlanGivesInInference() {
        Execution training = execution(training(), parameters);
        Execution inference = execution(Plan.inference(graph, logits, CAPACITY), parameters);
        Step step = new Step().inference(CAPACITY);
        training.forward(step, Worker.SOLO);
        inference.forward(step, Worker.SOLO);
        assertThat(Arrays.copyOf(inference.output(logits), CAPACITY * 4))
                .containsExactly(Arrays.copyOf(training.output(logits), CAPACITY * 4));
    }

    @Test
    void rowsDoNotInfluenceEachOtherInInference() {
        Execution execution = execution(Plan.inference(graph, logits, CAPACITY), parameters);
        execution.forward(new Step().inference(CAPACITY), Worker.SOLO);
        float[] all = Arrays.copyOf(execution.output(logits), 7 * 4);
        execution.forward(new Step().inference(7), Worker.SOLO);
        assertThat(Arrays.copyOf(execution.output(logits), 7 * 4)).containsExactly(all);
    }

    @Test
    void gradientsAreTheSameBitsForAnyNumberOfWorkers() {
        Set<String> digests = new HashSet<>();
        for (int workers = 1; workers <= 4; workers++) {
            Parameters copy = parameters.copy();
            Execution execution = execution(training().withWorkers(workers), copy);
            Step step = new Step().training(CAPACITY - 3, 5);
            try (Team team = Team.of(workers)) {
                team.run(worker -> {
                    execution.forward(step, worker);
                    execution.backward(step, worker);
                });
            }
            copy.trainableNames().forEach(name -> {
                float[] gradient = execution.gradients().of(name);
                System.arraycopy(gradient, 0, copy.tensor(name).values(), 0, gradient.length);
            });
            digests.add(copy.sha256());
        }
        assertThat(digests).hasSize(1);
    }

    @Test
    void rowOfWeightZeroCountsForNothing() {
        Execution execution = execution(training(), parameters);
        Step step = new Step().inference(8);
        execution.input("weight")[7] = 0;
        execution.forward(step, Worker.SOLO);
        double with = execution.loss(step);
        execution.forward(step.inference(7), Worker.SOLO);
        assertThat(execution.loss(step)).isCloseTo(with, within(1e-9));
    }

    @Test
    void gradientOfAnUnusedParameterIsZero() {
        Graph partial = new Graph();
        Node in = partial.input("x", Shape.of(3));
        Node unused = Dense.of(2, null).apply(partial.scope("unused"), List.of(in));
        Node used = Dense.of(2, null).apply(partial.scope("used"), List.of(in));
        Node partialLoss = partial.apply(
                new SoftmaxCrossEntropy(),
                used,
                partial.input("target", Shape.SCALAR),
                partial.input("weight", Shape.SCALAR));
        Plan plan = Plan.training(partial, used, partialLoss, 4);
        Execution execution = Execution.of(plan, Kernels.best(), Parameters.initialize(partial, 1));
        assertThat(execution.gradients().of("unused.weight")).containsOnly(0).hasSize(6);
        assertThatThrownBy(() -> execution.output(unused)).hasMessageContaining("has no buffer");
        assertThatThrownBy(() -> execution.input("y")).hasMessageContaining("there are [x, target, weight]");
    }

    @Test
    void stepAllocatesNothing() {
        assumeThat(Kernels.best().lanes()).isGreaterThan(1);
        Execution execution = execution(training(), parameters);
        Step step = new Step();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // Until the kernels are compiled, vectors are boxed; how long that takes is up to the machine.
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (least > 0 && System.nanoTime() < giveUp) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                step.training(CAPACITY, i);
                execution.forward(step, Worker.SOLO);
                execution.backward(step, Worker.SOLO);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
