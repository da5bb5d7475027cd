package dev.trainyard.engine.op;

import dev.trainyard.engine.graph.Computation;
import dev.trainyard.engine.graph.Op;
import dev.trainyard.engine.graph.Site;
import dev.trainyard.engine.tensor.Shape;
import java.util.List;

/** y = x Wᵀ: [..., in] and weight [out, in] give [..., out]. */
public record MatMul() implements Op {

    @Override
    public String name() {
        return "mat_mul";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Affine.product(inputs.get(0), inputs.get(1));
    }

    @Override
    public Computation bind(Site site) {
        return new Affine(false, null).bind(site);
    }

    @Override
    public boolean overwrites(int input) {
        return true;
    }
}
