package dev.trainyard.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;

/** PyTorch through DJL's trainer, as its documentation trains a network. */
final class DjlTrainer implements Contestant {
    private final Clock clock;
    private final Problem problem;
    private final Model model;
    private final Trainer trainer;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final float[] rows;
    private final long[] classes;
    private final Shape shape;

    DjlTrainer(Problem problem, Clock clock) {
        this.clock = clock;
        this.problem = problem;
        JniUtils.setGradMode(true);
        Case size = problem.size();
        this.rows = new float[size.batch() * size.inputs()];
        this.classes = new long[size.batch()];
        this.shape = new Shape(size.batch(), size.inputs());
        this.model = Model.newInstance(size.name(), "PyTorch");
        this.model.setBlock(block(size));
        var adam = Adam.builder().optLearningRateTracker(Tracker.fixed(0.001f)).build();
        var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam);
        this.trainer = model.newTrainer(config);
        trainer.initialize(shape);
        setWeights(problem.weights());
    }

    private static SequentialBlock block(Case size) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 1; i < size.widths().size(); i++) {
            block.add(Linear.builder().setUnits(size.widths().get(i)).build());
            if (i < size.widths().size() - 1) {
                block.add(Activation::relu);
            }
        }
        return block;
    }

    private void setWeights(float[] weights) {
        int start = 0;
        for (var entry : model.getBlock().getParameters()) {
            Parameter parameter = entry.getValue();
            NDArray array = parameter.getArray();
            float[] values = new float[Math.toIntExact(array.size())];
            System.arraycopy(weights, start, values, 0, values.length);
            array.set(values);
            start += values.length;
        }
    }

    @Override
    public String name() {
        return "PyTorch, DJL Trainer";
    }

    /** Its Adam adds epsilon before the correction of the bias, which tells where gradients are as small as epsilon. */
    @Override
    public double tolerance() {
        return 2e-2;
    }

    @Override
    public double check(long step) {
        problem.batch(step, rows, classes);
        try (NDArray x = manager.create(rows, shape);
                NDArray y = manager.create(classes).expandDims(1)) {
            return step(x, y, true);
        }
    }

    @Override
    public double secondsPerStep(int steps) {
        JniUtils.setGradMode(true);
        try (NDArray x = manager.create(rows, shape);
                NDArray y = manager.create(classes).expandDims(1)) {
            double start = clock.seconds();
            for (int step = 0; step < steps; step++) {
                step(x, y, false);
            }
            return (clock.seconds() - start) / steps;
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private double step(NDArray x, NDArray y, boolean wantsLoss) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = trainer.newGradientCollector()) {
            x.attach(scope);
            y.attach(scope);
            NDArray loss = trainer.getLoss().evaluate(new NDList(y), trainer.forward(new NDList(x)));
            collector.backward(loss);
            double value = wantsLoss ? loss.toFloatArray()[0] : Double.NaN;
            trainer.step();
            x.attach(manager);
            y.attach(manager);
            return value;
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
        manager.close();
    }
}
