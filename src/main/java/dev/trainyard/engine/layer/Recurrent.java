package dev.trainyard.engine.layer;

import dev.trainyard.engine.graph.Graph;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.ShapeException;
import dev.trainyard.engine.initializer.Initializer;
import dev.trainyard.engine.initializer.Uniform;
import dev.trainyard.engine.op.Concatenate;
import dev.trainyard.engine.op.Reshape;
import dev.trainyard.engine.op.Slice;
import dev.trainyard.engine.tensor.Shape;

/** How recurrent layers are put together. Parameters have PyTorch's names and start uniform in ±1 / √hidden, as there. */
record Recurrent(Graph graph, Node x, int gates, int hidden) {

    Recurrent {
        if (x.shape().rank() != 2) {
            throw new ShapeException("[time, channels]", x.shape().toString());
        }
    }

    /** The values of both directions side by side, at every time or at the end of reading. */
    Node apply(Op forward, Op backward, boolean bidirectional, boolean sequences) {
        Node ahead = run(forward, "", sequences, x.shape().dim(0) - 1);
        if (!bidirectional) {
            return ahead;
        }
        return graph.apply(new Concatenate(), ahead, run(backward, "_reverse", sequences, 0));
    }

    private Node run(Op op, String suffix, boolean sequences, int last) {
        Node y = graph.apply(
                op,
                x,
                parameter(
                        "weight_ih" + suffix, Shape.of(gates * hidden, x.shape().dim(1))),
                parameter("weight_hh" + suffix, Shape.of(gates * hidden, hidden)),
                parameter("bias_ih" + suffix, Shape.of(gates * hidden)),
                parameter("bias_hh" + suffix, Shape.of(gates * hidden)));
        if (sequences) {
            return y;
        }
        Node flat = graph.apply(new Reshape(Shape.of(Math.toIntExact(y.shape().size()))), y);
        return graph.apply(new Slice(last * hidden, (last + 1) * hidden), flat);
    }

    private Node parameter(String name, Shape shape) {
        double bound = 1 / Math.sqrt(hidden);
        Initializer uniform = new Uniform(-bound, bound);
        return graph.parameter(name, shape, uniform);
    }
}
