package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** The same values under another shape of the same size; a view, so it costs nothing. */
public record Reshape(Shape shape) implements Op {

    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Dims.require(inputs.getFirst().size() == shape.size(), shape.size() + " values", inputs.getFirst());
        return shape;
    }

    @Override
    public boolean view() {
        return true;
    }

    @Override
    public Computation bind(Site site) {
        throw new IllegalStateException("a view has nothing to compute");
    }
}
