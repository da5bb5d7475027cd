package dev.trainyard.weights;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

/** An ONNX graph while it is written: operators applied to named values, every result under a new name. */
final class OnnxGraph {
    /** The operators of ONNX itself. */
    static final String ONNX = "";

    /** The operators for encodings. */
    static final String ML = "ai.onnx.ml";

    /** Stands for the number of rows in shapes. */
    private static final String ROWS = "rows";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> names;

    /** @param inputs names that the inputs will have, which nothing else gets */
    OnnxGraph(Collection<String> inputs) {
        this.names = new HashSet<>(inputs);
    }

    /** The name if it is free, else with underscores behind it. */
    private String free(String name) {
        String free = name;
        while (!names.add(free)) {
            free += "_";
        }
        return free;
    }

    /** Declares an input of the graph, {@code [rows, …dims]}. */
    String input(String name, DataType type, List<Integer> dims) {
        graph.addInput(value(name, type, dims));
        return name;
    }

    /** Declares that this value is an output of the graph, under this name if no input has it. */
    void output(String value, String wanted, DataType type, List<Integer> dims) {
        String name = free(wanted);
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
        graph.addOutput(value(name, type, dims));
    }

    private static ValueInfoProto value(String name, DataType type, List<Integer> dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam(ROWS);
        dims.forEach(dim -> shape.addDimBuilder().setDimValue(dim));
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Applies an operator of ONNX itself and answers the name of its result. */
    String apply(String operator, List<String> inputs, AttributeProto... attributes) {
        return apply(ONNX, operator, inputs, attributes);
    }

    String apply(String domain, String operator, List<String> inputs, AttributeProto... attributes) {
        String result = free(operator.toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount());
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setDomain(domain)
                .setName(result)
                .addAllInput(inputs)
                .addOutput(result)
                .addAllAttribute(List.of(attributes)));
        return result;
    }

    /** A value of another type. */
    String cast(String value, DataType type) {
        return apply("Cast", List.of(value), attribute("to", type.getNumber()));
    }

    /** Keeps a tensor, under this name if it is free, and answers the name. */
    String tensor(String wanted, List<Integer> dims, float[] values) {
        String name = free(wanted);
        byte[] bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT.getNumber())
                .addAllDims(dims.stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    String floats(float... values) {
        return tensor("constant_" + graph.getInitializerCount(), List.of(values.length), values);
    }

    String doubles(double... values) {
        TensorProto.Builder tensor = constant(DataType.DOUBLE, values.length);
        for (double value : values) {
            tensor.addDoubleData(value);
        }
        return keep(tensor);
    }

    String scalar(double value) {
        return keep(TensorProto.newBuilder()
                .setName(constantName())
                .setDataType(DataType.DOUBLE.getNumber())
                .addDoubleData(value));
    }

    String longs(long... values) {
        TensorProto.Builder tensor = constant(DataType.INT64, values.length);
        LongStream.of(values).forEach(tensor::addInt64Data);
        return keep(tensor);
    }

    private TensorProto.Builder constant(DataType type, int size) {
        return TensorProto.newBuilder()
                .setName(constantName())
                .setDataType(type.getNumber())
                .addDims(size);
    }

    private String keep(TensorProto.Builder tensor) {
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private String constantName() {
        return free("constant_" + graph.getInitializerCount());
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto longs(String name, LongStream values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(values.boxed().toList())
                .build();
    }

    static AttributeProto strings(String name, List<String> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    GraphProto build() {
        return graph.setName("trainyard").build();
    }
}
