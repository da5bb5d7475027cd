package dev.trainyard.engine.train;

import dev.trainyard.engine.graph.Applied;
import dev.trainyard.engine.graph.Gradients;
import dev.trainyard.engine.graph.Node;
import dev.trainyard.engine.graph.Parameter;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Activation;
import dev.trainyard.engine.kernel.Chain;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Link;
import dev.trainyard.engine.loss.SoftmaxCrossEntropy;
import dev.trainyard.engine.op.Activate;
import dev.trainyard.engine.op.AddBias;
import dev.trainyard.engine.op.MatMul;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds networks that are nothing but biased dense layers in a row and softmax cross-entropy. */
final class DenseChain {
    private DenseChain() {}

    /** The whole pass of such a network if it is small; null for all others, which run operation by operation. */
    static @Nullable Chain of(Network network, int rows, Kernels kernels, Parameters parameters, Gradients gradients) {
        List<Applied> operations = network.graph().operations();
        List<Link> links = new ArrayList<>();
        Node x = network.graph().inputs().getFirst();
        int i = 0;
        while (i + 1 < operations.size()
                && operations.get(i).op() instanceof MatMul
                && operations.get(i + 1).op() instanceof AddBias
                && operations.get(i).inputs().getFirst().equals(x)
                && x.shape().rank() == 1) {
            Parameter weight = (Parameter) operations.get(i).inputs().get(1);
            Parameter bias = (Parameter) operations.get(i + 1).inputs().get(1);
            x = operations.get(i + 1);
            i += 2;
            Activation activation = null;
            if (operations.get(i).op() instanceof Activate(Activation function)) {
                activation = function;
                x = operations.get(i++);
            }
            links.add(new Link(
                    weight.shape().dim(1),
                    weight.shape().dim(0),
                    parameters.tensor(weight.name()).values(),
                    parameters.tensor(bias.name()).values(),
                    gradients.of(weight.name()),
                    gradients.of(bias.name()),
                    activation));
        }
        boolean all = i == operations.size() - 1
                && operations.get(i).op().equals(network.outputSpec().loss().op())
                && network.outputSpec().loss() instanceof SoftmaxCrossEntropy;
        boolean fits = all
                && links.stream().map(Link::activation).allMatch(f -> f == null || f.derivativeFromOutput())
                && links.getLast().activation() == null;
        return fits ? kernels.chain(links, rows) : null;
    }
}
