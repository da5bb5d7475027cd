package dev.trainyard.weights;

import static dev.trainyard.weights.OnnxGraph.attribute;
import static dev.trainyard.weights.OnnxGraph.longs;
import static dev.trainyard.weights.OnnxGraph.strings;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.trainyard.engine.data.ColumnEncoder;
import dev.trainyard.engine.data.Embedded;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.OneHot;
import dev.trainyard.engine.data.Scaled;
import dev.trainyard.engine.data.Standardized;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The encoding of columns as a part of an ONNX graph, so that a caller hands in what stood in the file. Inputs have the
 * columns' names: numbers and seconds since 1970 as double {@code [rows, 1]}, NaN being missing; words, booleans too, as
 * string {@code [rows, 1]}, the empty one being missing; images as uint8 {@code [rows, …shape]}.
 */
final class OnnxColumns {
    private final OnnxGraph graph;

    OnnxColumns(OnnxGraph graph) {
        this.graph = graph;
    }

    /** The floats that enter the network, {@code [rows, …shape]}. */
    String encode(FeatureEncoder encoder) {
        List<String> parts = new ArrayList<>();
        for (ColumnEncoder column : encoder.columns()) {
            parts.add(
                    switch (column) {
                        case Standardized number -> standardized(number);
                        case OneHot words -> oneHot(words);
                        case Embedded words -> code(words);
                        case Scaled image -> scaled(image, encoder.columns().size() == 1);
                    });
        }
        return parts.size() == 1 ? parts.getFirst() : graph.apply("Concat", parts, attribute("axis", 1));
    }

    private String standardized(Standardized column) {
        String input = graph.input(column.column(), DataType.DOUBLE, List.of(1));
        String infinite = graph.apply("IsInf", List.of(graph.cast(input, DataType.FLOAT)));
        String missing = graph.apply("Or", List.of(graph.apply("IsNaN", List.of(input)), infinite));
        String present = graph.apply("Where", List.of(missing, graph.scalar(column.imputed()), input));
        String centered = graph.apply("Sub", List.of(present, graph.scalar(column.mean())));
        String scaled = graph.apply("Div", List.of(centered, graph.scalar(column.deviation())));
        List<String> limits = List.of(scaled, graph.scalar(-column.limit()), graph.scalar(column.limit()));
        String value = graph.cast(graph.apply("Clip", limits), DataType.FLOAT);
        if (!column.indicator()) {
            return value;
        }
        List<String> both = List.of(value, graph.cast(missing, DataType.FLOAT));
        return graph.apply("Concat", both, attribute("axis", 1));
    }

    /** A slot behind the last one is no slot: all zeros. */
    private String oneHot(OneHot column) {
        int width = column.width();
        int other = column.other() ? column.categories().size() : width;
        int missing = column.missing() ? width - 1 : width;
        String slots = label(column.column(), column.categories(), 0, missing, other);
        List<String> inputs = List.of(slots, graph.longs(width), graph.floats(0, 1));
        String encoded = graph.apply("OneHot", inputs, attribute("axis", -1));
        return graph.apply("Reshape", List.of(encoded, graph.longs(-1, width)));
    }

    private String code(Embedded column) {
        return graph.cast(label(column.column(), column.categories(), 2, 0, 1), DataType.FLOAT);
    }

    /** The position of each row's word, counted from {@code first}. */
    private String label(String name, List<String> categories, long first, long missing, long other) {
        String input = graph.input(name, DataType.STRING, List.of(1));
        List<String> keys = new ArrayList<>(categories);
        LongStream values = LongStream.range(first, first + categories.size());
        if (!categories.contains("")) {
            keys.add("");
            values = LongStream.concat(values, LongStream.of(missing));
        }
        return graph.apply(
                OnnxGraph.ML,
                "LabelEncoder",
                List.of(input),
                strings("keys_strings", keys),
                longs("values_int64s", values),
                attribute("default_int64", other));
    }

    private String scaled(Scaled column, boolean alone) {
        List<Integer> dims = column.shape().dims();
        String bytes = graph.cast(graph.input(column.column(), DataType.UINT8, dims), DataType.FLOAT);
        String product = graph.apply("Mul", List.of(bytes, graph.floats(column.scale())));
        String image = graph.apply("Add", List.of(product, graph.floats(column.shift())));
        return alone ? image : graph.apply("Reshape", List.of(image, graph.longs(-1, column.width())));
    }
}
