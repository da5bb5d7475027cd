package dev.trainyard.benchmark;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Deeplearning4j's multi-layer network, fitted batch by batch. */
final class Deeplearning4j implements Contestant {
    private final Clock clock;
    private final Problem problem;
    private final MultiLayerNetwork network;
    private final float[] rows;
    private final long[] classes;

    Deeplearning4j(Problem problem, Clock clock) {
        this.clock = clock;
        this.problem = problem;
        Case size = problem.size();
        this.rows = new float[size.batch() * size.inputs()];
        this.classes = new long[size.batch()];
        var list = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new Adam(0.001, 0.9, 0.999, 1e-8))
                .list();
        int last = size.widths().size() - 1;
        for (int i = 1; i < last; i++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(size.widths().get(i - 1))
                    .nOut(size.widths().get(i))
                    .activation(Activation.RELU)
                    .build());
        }
        list.layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(size.widths().get(last - 1))
                .nOut(size.widths().get(last))
                .activation(Activation.SOFTMAX)
                .build());
        this.network = new MultiLayerNetwork(list.build());
        network.init();
        setWeights(problem.weights());
    }

    /** Its weights are [in, out]. */
    private void setWeights(float[] weights) {
        int start = 0;
        int[] widths = problem.size().widthArray();
        for (int i = 1; i < widths.length; i++) {
            float[] weight = new float[widths[i] * widths[i - 1]];
            System.arraycopy(weights, start, weight, 0, weight.length);
            float[] bias = new float[widths[i]];
            System.arraycopy(weights, start + weight.length, bias, 0, bias.length);
            INDArray matrix = Nd4j.create(weight, new int[] {widths[i], widths[i - 1]});
            network.getLayer(i - 1).getParam("W").assign(matrix.transpose());
            network.getLayer(i - 1).getParam("b").assign(Nd4j.create(bias, new int[] {1, widths[i]}));
            start += weight.length + bias.length;
        }
    }

    @Override
    public String name() {
        return "Deeplearning4j";
    }

    /** Its Adam adds epsilon before the correction of the bias, which tells where gradients are as small as epsilon. */
    @Override
    public double tolerance() {
        return 2e-2;
    }

    @Override
    public double check(long step) {
        problem.batch(step, rows, classes);
        network.fit(data());
        return network.score();
    }

    @Override
    public double secondsPerStep(int steps) {
        DataSet data = data();
        double start = clock.seconds();
        for (int step = 0; step < steps; step++) {
            network.fit(data);
        }
        return (clock.seconds() - start) / steps;
    }

    private DataSet data() {
        Case size = problem.size();
        float[] hot = new float[size.batch() * size.classes()];
        for (int row = 0; row < classes.length; row++) {
            hot[row * size.classes() + (int) classes[row]] = 1;
        }
        return new DataSet(
                Nd4j.create(rows.clone(), new int[] {size.batch(), size.inputs()}),
                Nd4j.create(hot, new int[] {size.batch(), size.classes()}));
    }

    @Override
    public void close() {
        network.clear();
    }
}
