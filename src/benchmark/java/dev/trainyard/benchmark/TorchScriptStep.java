package dev.trainyard.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * PyTorch at its fastest from Java: forward, derivatives and fused Adam are one TorchScript call per step. See
 * {@code src/benchmark/python/step.py}.
 */
final class TorchScriptStep implements Contestant {
    private final Clock clock;
    private final Problem problem;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final PtSymbolBlock block;
    private final float[] rows;
    private final long[] classes;
    private final Shape shape;

    TorchScriptStep(Problem problem, Clock clock) {
        this.clock = clock;
        this.problem = problem;
        JniUtils.setGradMode(false);
        this.block = load(manager, "/step.pt");
        Case size = problem.size();
        this.rows = new float[size.batch() * size.inputs()];
        this.classes = new long[size.batch()];
        this.shape = new Shape(size.batch(), size.inputs());
        long[] widths = size.widths().stream().mapToLong(Integer::longValue).toArray();
        try (NDArray weights = manager.create(problem.weights());
                NDArray sizes = manager.create(widths)) {
            call(weights, sizes).close();
        }
    }

    static PtSymbolBlock load(NDManager manager, String resource) {
        try (InputStream stream = TorchScriptStep.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return JniUtils.loadModule((PtNDManager) manager, stream, false, false);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public String name() {
        return "PyTorch, TorchScript step";
    }

    @Override
    public double check(long step) {
        problem.batch(step, rows, classes);
        try (NDArray x = manager.create(rows, shape);
                NDArray y = manager.create(classes);
                PtNDArray loss = call(x, y)) {
            return loss.toFloatArray()[0];
        }
    }

    @Override
    public double secondsPerStep(int steps) {
        try (NDArray x = manager.create(rows, shape);
                NDArray y = manager.create(classes)) {
            double start = clock.seconds();
            for (int step = 0; step < steps; step++) {
                call(x, y).close();
            }
            return (clock.seconds() - start) / steps;
        }
    }

    private PtNDArray call(NDArray x, NDArray y) {
        try (IValue first = IValue.from((PtNDArray) x);
                IValue second = IValue.from((PtNDArray) y);
                IValue result = block.forward(first, second)) {
            return result.toTensor((PtNDManager) manager);
        }
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
