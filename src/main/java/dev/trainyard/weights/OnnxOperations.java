package dev.trainyard.weights;

import static dev.trainyard.weights.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Input;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.op.Activate;
import dev.trainyard.engine.op.AddBias;
import dev.trainyard.engine.op.Concatenate;
import dev.trainyard.engine.op.Drop;
import dev.trainyard.engine.op.Lookup;
import dev.trainyard.engine.op.MatMul;
import dev.trainyard.engine.op.NormalizeBatch;
import dev.trainyard.engine.op.NormalizeChannels;
import dev.trainyard.engine.op.NormalizeLayer;
import dev.trainyard.engine.op.Reshape;
import dev.trainyard.engine.op.Slice;
import dev.trainyard.engine.op.Sum;
import dev.trainyard.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Our operations, at inference, as those of ONNX. */
final class OnnxOperations {
    private final OnnxGraph graph;
    private final Parameters parameters;
    private final String input;
    private final IdentityHashMap<Node, String> done = new IdentityHashMap<>();

    /** @param input the value that stands for the network's input */
    OnnxOperations(OnnxGraph graph, Parameters parameters, String input) {
        this.graph = graph;
        this.parameters = parameters;
        this.input = input;
    }

    /** Writes what the node needs, once, and answers its value, {@code [rows, …shape]}. */
    String value(Node node) {
        String known = done.get(node);
        if (known == null) {
            known = switch (node) {
                case Input ignored -> input;
                case Parameter parameter -> weight(parameter);
                case Applied applied -> apply(applied);
            };
            done.put(node, known);
        }
        return known;
    }

    private String weight(Parameter parameter) {
        Tensor tensor = parameters.tensor(parameter.name());
        return graph.tensor(parameter.name(), tensor.shape().dims(), tensor.values());
    }

    private String apply(Applied node) {
        return switch (node.op()) {
            case MatMul ignored -> product(node);
            case AddBias ignored -> graph.apply("Add", inputs(node));
            case Activate activate ->
                activation(activate.activation(), value(node.inputs().getFirst()));
            case Concatenate ignored -> graph.apply("Concat", inputs(node), attribute("axis", joinedAxis(node)));
            case Drop ignored -> value(node.inputs().getFirst());
            case Lookup ignored -> lookup(node);
            case NormalizeBatch op -> normalizeBatch(node, op.epsilon(), new int[] {-1});
            case NormalizeChannels op -> normalizeBatch(node, op.epsilon(), new int[] {-1, 1, 1});
            case NormalizeLayer op -> normalizeLayer(node, op);
            case Reshape op ->
                reshape(value(node.inputs().getFirst()), op.shape().dims());
            case Slice op -> slice(value(node.inputs().getFirst()), op);
            case Sum ignored -> graph.apply("Sum", inputs(node));
            default -> throw new NotExportable(node.op().name());
        };
    }

    private List<String> inputs(Applied node) {
        return node.inputs().stream().map(this::value).toList();
    }

    private String product(Applied node) {
        List<String> inputs = inputs(node);
        String transposed = graph.apply("Transpose", List.of(inputs.get(1)));
        return graph.apply("MatMul", List.of(inputs.get(0), transposed));
    }

    private static long joinedAxis(Applied node) {
        return node.shape().rank() == 2 ? 2 : 1;
    }

    private String lookup(Applied node) {
        String codes = graph.cast(value(node.inputs().get(0)), DataType.INT64);
        return graph.apply("Gather", List.of(value(node.inputs().get(1)), codes), attribute("axis", 0));
    }

    /** y = x · scale + shift, where the running statistics are already folded in. */
    private String normalizeBatch(Applied node, float epsilon, int[] broadcast) {
        float[] weight = values(node, 1);
        float[] bias = values(node, 2);
        float[] mean = values(node, 3);
        float[] variance = values(node, 4);
        float[] scale = new float[weight.length];
        float[] shift = new float[weight.length];
        for (int i = 0; i < scale.length; i++) {
            double factor = weight[i] / Math.sqrt(variance[i] + (double) epsilon);
            scale[i] = (float) factor;
            shift[i] = (float) (bias[i] - mean[i] * factor);
        }
        List<Integer> dims = new ArrayList<>();
        for (int dim : broadcast) {
            dims.add(dim < 0 ? scale.length : dim);
        }
        String scaled =
                graph.apply("Mul", List.of(value(node.inputs().getFirst()), constant(dims, scale, node, "scale")));
        return graph.apply("Add", List.of(scaled, constant(dims, shift, node, "shift")));
    }

    private String constant(List<Integer> dims, float[] values, Applied node, String name) {
        return graph.tensor(node.scope() + "." + name + "_" + node.id(), dims, values);
    }

    private float[] values(Applied node, int index) {
        if (node.inputs().get(index) instanceof Parameter parameter) {
            return parameters.tensor(parameter.name()).values();
        }
        throw new NotExportable(node.op().name() + " of computed statistics");
    }

    private String normalizeLayer(Applied node, NormalizeLayer op) {
        long axis = -node.inputs().get(1).shape().rank();
        return graph.apply(
                "LayerNormalization", inputs(node), attribute("axis", axis), attribute("epsilon", op.epsilon()));
    }

    private String reshape(String value, List<Integer> dims) {
        long[] shape = new long[dims.size() + 1];
        shape[0] = -1;
        for (int i = 0; i < dims.size(); i++) {
            shape[i + 1] = dims.get(i);
        }
        return graph.apply("Reshape", List.of(value, graph.longs(shape)));
    }

    private String slice(String value, Slice op) {
        return graph.apply("Slice", List.of(value, graph.longs(op.from()), graph.longs(op.to()), graph.longs(-1)));
    }

    private String activation(Activation activation, String x) {
        return switch (activation.kind()) {
            case RELU -> graph.apply("Relu", List.of(x));
            case LEAKY_RELU -> graph.apply("LeakyRelu", List.of(x), attribute("alpha", activation.parameter()));
            case ELU -> graph.apply("Elu", List.of(x), attribute("alpha", activation.parameter()));
            case GELU -> gelu(x);
            case SILU -> graph.apply("Mul", List.of(x, graph.apply("Sigmoid", List.of(x))));
            case TANH -> graph.apply("Tanh", List.of(x));
            case SIGMOID -> graph.apply("Sigmoid", List.of(x));
            case SOFTPLUS -> graph.apply("Softplus", List.of(x));
        };
    }

    /** x/2 · (1 + erf(x/√2)), the exact form. */
    private String gelu(String x) {
        String error =
                graph.apply("Erf", List.of(graph.apply("Mul", List.of(x, graph.floats((float) Math.sqrt(0.5))))));
        String factor = graph.apply("Add", List.of(error, graph.floats(1)));
        return graph.apply("Mul", List.of(graph.apply("Mul", List.of(x, graph.floats(0.5f))), factor));
    }
}
