package dev.trainyard.engine.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which gradients are computed: those on a path from something wanted (a trainable parameter) to the loss. For
 * each input of each unit: whether it has a gradient, and whether its contribution is the first, running backwards.
 */
final class Backprop {

    private final Views views;
    private final boolean inputGradients;
    private final Set<Node> wanted = new HashSet<>();
    private final Set<Node> reached = new HashSet<>();

    Backprop(Views views, List<Unit> units, boolean inputGradients) {
        this.views = views;
        this.inputGradients = inputGradients;
        for (Unit unit : units) {
            for (int i = 0; i < unit.inputs().size(); i++) {
                if (flows(unit, i)) {
                    wanted.add(unit.output());
                }
            }
        }
    }

    /** Whether the gradient of this unit's output, where there is one, has to go on into that input. */
    boolean flows(Unit unit, int input) {
        return unit.op().differentiable(input) && wants(views.root(unit.inputs().get(input)));
    }

    private boolean wants(Node node) {
        return switch (node) {
            case Input _ -> inputGradients;
            case Parameter parameter -> parameter.trainable();
            case Applied applied -> wanted.contains(applied);
        };
    }

    /** Whether backward has to run this unit, given that all later ones have been asked about. */
    boolean runs(Unit unit) {
        return reached.contains(unit.output()) && wanted.contains(unit.output());
    }

    /** Notes a contribution to the node's gradient; true if it is the first one. */
    boolean contribute(Node node) {
        return reached.add(views.root(node));
    }
}
