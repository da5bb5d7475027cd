package dev.trainyard.weights;

import static dev.trainyard.weights.OnnxGraph.attribute;
import static dev.trainyard.weights.OnnxGraph.longs;
import static dev.trainyard.weights.OnnxGraph.strings;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.ColumnEncoder;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.NumberTarget;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Writes a trained network as ONNX with everything inside: raw columns go in, answers come out. {@link OnnxColumns} says
 * what the inputs are. Outputs for classes are {@code label}, string {@code [rows]}, and {@code probabilities}, float
 * {@code [rows, classes]} in the order of the classes; for numbers {@code value}, double {@code [rows, targets]} in the
 * data's unit. Where a column has the name of an output, the output gets an underscore behind it.
 *
 * <p>The same weights give the same answers as the service up to rounding: another runtime adds up in another order.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">the operators</a>, used as of version 17, and 3 of ai.onnx.ml
 */
public final class OnnxModel {
    /** The media type that a model is served as. */
    public static final String MEDIA_TYPE = "application/vnd.onnx";

    /** Protocol buffers hold less than 2 GiB. */
    private static final long LARGEST_FLOATS = (Integer.MAX_VALUE - (1 << 24)) / Float.BYTES;

    private static final long OPERATORS = 17;
    private static final long ML_OPERATORS = 3;
    private static final long FORMAT = 8;

    private OnnxModel() {}

    /**
     * Writes the model; the stream is flushed and left open.
     *
     * @param output the network's output: a logit per class, one logit for two classes, or standardized values
     * @throws NotExportable if the network has an operation without a counterpart, or is too large for one file
     */
    public static void write(
            Node output, Parameters parameters, FeatureEncoder features, TargetEncoder target, OutputStream out)
            throws IOException {
        if (parameters.count() > LARGEST_FLOATS) {
            throw new NotExportable("of " + parameters.count() + " parameters");
        }
        OnnxGraph graph = new OnnxGraph(
                features.columns().stream().map(ColumnEncoder::column).toList());
        String encoded = new OnnxColumns(graph).encode(features);
        String logits = new OnnxOperations(graph, parameters, encoded).value(output);
        switch (target) {
            case ClassTarget classes ->
                classes(graph, classes, logits, Math.toIntExact(output.shape().size()));
            case NumberTarget numbers -> numbers(graph, numbers, logits);
        }
        ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("trainyard")
                .addOpsetImport(operators(OnnxGraph.ONNX, OPERATORS))
                .addOpsetImport(operators(OnnxGraph.ML, ML_OPERATORS))
                .setGraph(graph.build())
                .build()
                .writeTo(out);
        out.flush();
    }

    private static OperatorSetIdProto operators(String domain, long version) {
        return OperatorSetIdProto.newBuilder()
                .setDomain(domain)
                .setVersion(version)
                .build();
    }

    private static void classes(OnnxGraph graph, ClassTarget target, String logits, int width) {
        int count = target.classes().size();
        String probabilities = width == 1 && count == 2
                ? both(graph, graph.apply("Sigmoid", List.of(logits)))
                : graph.apply("Softmax", List.of(logits), attribute("axis", 1));
        String best = graph.apply("ArgMax", List.of(probabilities), attribute("axis", 1), attribute("keepdims", 0));
        String label = graph.apply(
                OnnxGraph.ML,
                "LabelEncoder",
                List.of(best),
                longs("keys_int64s", LongStream.range(0, count)),
                strings("values_strings", target.classes()));
        graph.output(label, "label", DataType.STRING, List.of());
        graph.output(probabilities, "probabilities", DataType.FLOAT, List.of(count));
    }

    /** The probabilities of the first and the second class from that of the second. */
    private static String both(OnnxGraph graph, String second) {
        String first = graph.apply("Sub", List.of(graph.floats(1), second));
        return graph.apply("Concat", List.of(first, second), attribute("axis", 1));
    }

    private static void numbers(OnnxGraph graph, NumberTarget target, String values) {
        double[] means =
                target.means().stream().mapToDouble(Double::doubleValue).toArray();
        double[] deviations =
                target.deviations().stream().mapToDouble(Double::doubleValue).toArray();
        String precise = graph.cast(values, DataType.DOUBLE);
        String scaled = graph.apply("Mul", List.of(precise, graph.doubles(deviations)));
        String value = graph.apply("Add", List.of(scaled, graph.doubles(means)));
        graph.output(value, "value", DataType.DOUBLE, List.of(means.length));
    }
}
