package dev.trainyard.engine.op;

import static dev.trainyard.engine.op.OpCase.apart;
import static dev.trainyard.engine.op.OpCase.codes;
import static dev.trainyard.engine.op.OpCase.parameter;
import static dev.trainyard.engine.op.OpCase.positive;
import static dev.trainyard.engine.op.OpCase.ranked;
import static dev.trainyard.engine.op.OpCase.smooth;
import static dev.trainyard.engine.op.OpCase.statistics;

import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.loss.BinaryCrossEntropy;
import dev.trainyard.engine.loss.Huber;
import dev.trainyard.engine.loss.MeanAbsoluteError;
import dev.trainyard.engine.loss.MeanSquaredError;
import dev.trainyard.engine.loss.SoftmaxCrossEntropy;
import dev.trainyard.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every operation and loss with inputs that reach each of its branches; the checks demand that none is missing. */
final class OpCases {

    private OpCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        cases.addAll(elementwise());
        cases.addAll(affine());
        cases.addAll(normalizations());
        cases.addAll(arrangements());
        cases.addAll(images());
        cases.addAll(sequences());
        cases.addAll(losses());
        return cases;
    }

    private static List<OpCase> elementwise() {
        List<OpCase> cases = new ArrayList<>();
        for (Activation activation : activations()) {
            cases.add(
                    OpCase.of(activation.kind().name().toLowerCase(Locale.ROOT), new Activate(activation), apart(19)));
        }
        cases.add(OpCase.of("dropout", new Drop(0.7f), smooth(21)));
        cases.add(OpCase.of("sum", new Sum(), smooth(3, 5), smooth(3, 5), smooth(3, 5)));
        return cases;
    }

    static List<Activation> activations() {
        return List.of(
                Activation.RELU,
                Activation.leakyRelu(0.1f),
                Activation.elu(0.7f),
                Activation.GELU,
                Activation.SILU,
                Activation.TANH,
                Activation.SIGMOID,
                Activation.SOFTPLUS);
    }

    private static List<OpCase> affine() {
        List<OpCase> cases = new ArrayList<>();
        cases.add(OpCase.of("matmul", new MatMul(), smooth(17), parameter(5, 17)));
        cases.add(OpCase.of("matmul per position", new MatMul(), smooth(3, 4), parameter(6, 4)));
        cases.add(OpCase.of("bias", new AddBias(), smooth(3, 19), parameter(19)));
        cases.add(OpCase.of("affine", new Affine(true, null), smooth(9), parameter(4, 9), parameter(4)));
        for (Activation activation : activations()) {
            if (activation.derivativeFromOutput() && activation.kind() != Activation.Kind.RELU) {
                cases.add(OpCase.of(
                        "affine " + activation.kind().name().toLowerCase(Locale.ROOT),
                        new Affine(true, activation),
                        apart(7),
                        parameter(5, 7),
                        parameter(5)));
            }
        }
        return cases;
    }

    private static List<OpCase> normalizations() {
        return List.of(
                OpCase.of("layer norm", new NormalizeLayer(1e-5f), smooth(11), parameter(11), parameter(11)),
                OpCase.of(
                        "layer norm of positions", new NormalizeLayer(0.1f), smooth(3, 5), parameter(5), parameter(5)),
                OpCase.of(
                        "layer norm of images",
                        new NormalizeLayer(0.1f),
                        smooth(2, 3, 3),
                        parameter(2, 3, 3),
                        parameter(2, 3, 3)),
                OpCase.of(
                        "batch norm",
                        new NormalizeBatch(0.1f, 1e-5f),
                        smooth(7),
                        parameter(7),
                        parameter(7),
                        statistics(7),
                        statistics(7)),
                OpCase.of(
                        "batch norm of positions",
                        new NormalizeBatch(0.1f, 1e-5f),
                        smooth(3, 18),
                        parameter(18),
                        parameter(18),
                        statistics(18),
                        statistics(18)),
                OpCase.of(
                        "batch norm of images",
                        new NormalizeChannels(0.1f, 1e-5f),
                        smooth(3, 3, 5),
                        parameter(3),
                        parameter(3),
                        statistics(3),
                        statistics(3)));
    }

    private static List<OpCase> arrangements() {
        return List.of(
                OpCase.of("reshape", new Reshape(Shape.of(6, 2)), smooth(3, 4)),
                OpCase.of("concatenate", new Concatenate(), smooth(3), smooth(18), smooth(1)),
                OpCase.of("concatenate positions", new Concatenate(), smooth(3, 2), smooth(3, 4)),
                OpCase.of("concatenate images", new Concatenate(), smooth(1, 2, 3), smooth(2, 2, 3)),
                OpCase.of("slice", new Slice(2, 5), smooth(3, 7)),
                OpCase.of("lookup", new Lookup(), codes(21, 4), parameter(20, 3)));
    }

    private static List<OpCase> images() {
        Window three = new Window(3, 1, 1, 1);
        Window wide = new Window(3, 2, 2, 2);
        Window one = Window.tiles(1);
        Window two = Window.tiles(2);
        Window overlapping = new Window(3, 2, 1, 1);
        return List.of(
                OpCase.of("convolve", new Convolve(three, three, 1), smooth(2, 4, 5), parameter(3, 2, 3, 3)),
                OpCase.of("convolve groups", new Convolve(wide, three, 2), smooth(4, 7, 6), parameter(6, 2, 3, 3)),
                OpCase.of("convolve depthwise", new Convolve(wide, wide, 3), smooth(3, 7, 7), parameter(3, 1, 3, 3)),
                OpCase.of("convolve places", new Convolve(one, one, 1), smooth(18, 3, 3), parameter(5, 18, 1, 1)),
                OpCase.of(
                        "convolve lines",
                        new Convolve(one, new Window(4, 1, 0, 1), 1),
                        smooth(2, 1, 9),
                        parameter(3, 2, 1, 4)),
                OpCase.of(
                        "convolve tanh",
                        new ConvolveActivated(new Convolve(three, wide, 2), true, Activation.TANH),
                        smooth(4, 4, 5),
                        parameter(4, 2, 3, 3),
                        parameter(4)),
                OpCase.of("channel bias", new AddChannelBias(), smooth(3, 2, 4), parameter(3)),
                OpCase.of("max pooling", new MaxPooling(two, two), ranked(2, 4, 5)),
                OpCase.of("max pooling overlapping", new MaxPooling(overlapping, overlapping), ranked(1, 4, 5)),
                OpCase.of("max pooling of time", new MaxPooling(overlapping, Window.tiles(1)), ranked(5, 3)),
                OpCase.of("average pooling", new AveragePooling(two, overlapping), smooth(2, 4, 5)),
                OpCase.of("average pooling of time", new AveragePooling(overlapping, Window.tiles(1)), smooth(5, 3)));
    }

    private static List<OpCase> sequences() {
        return List.of(
                OpCase.of("transpose", new Transpose(), smooth(3, 5)),
                OpCase.of("attend", new Attend(2, false), smooth(4, 12)),
                OpCase.of("attend causally", new Attend(1, true), smooth(5, 6)),
                recurrent("long short-term", new LongShortTerm(false), 4),
                recurrent("long short-term reversed", new LongShortTerm(true), 4),
                recurrent("gated", new GatedRecurrence(false), 3),
                recurrent("gated reversed", new GatedRecurrence(true), 3));
    }

    private static OpCase recurrent(String name, Op op, int gates) {
        int width = gates * 3;
        return OpCase.of(
                name, op, smooth(4, 2), parameter(width, 2), parameter(width, 3), parameter(width), parameter(width));
    }

    private static List<OpCase> losses() {
        return List.of(
                OpCase.of("softmax cross-entropy", new SoftmaxCrossEntropy(), smooth(6), codes(6), positive()),
                OpCase.of("binary cross-entropy", new BinaryCrossEntropy(), smooth(1), codes(2), positive()),
                OpCase.of("mean squared error", new MeanSquaredError(), smooth(3), smooth(3), positive()),
                OpCase.of("mean absolute error", new MeanAbsoluteError(), apart(3), far(3), positive()),
                OpCase.of("huber", new Huber(0.5), nearAndFar(5), zeros(5), positive()));
    }

    /** Values on both sides of ±0.5 and not too close. */
    private static OpCase.In nearAndFar(int size) {
        return new OpCase.In(
                OpCase.Role.VALUES,
                Shape.of(size),
                (index, u) ->
                        (index % 2 == 0 ? 0.4 : 2) * (u - 0.5) + (index % 2 == 0 ? 0 : Math.copySign(1.6, u - 0.5)));
    }

    private static OpCase.In zeros(int size) {
        return new OpCase.In(OpCase.Role.VALUES, Shape.of(size), (_, _) -> 0);
    }

    /** Targets below every prediction of {@link OpCase#apart} or above. */
    private static OpCase.In far(int size) {
        return new OpCase.In(OpCase.Role.VALUES, Shape.of(size), (index, _) -> index % 2 == 0 ? 3 : -3);
    }
}
