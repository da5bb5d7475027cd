package dev.trainyard.engine.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which nodes are the same memory under another shape. */
final class Views {

    private final Map<Node, Node> roots = new HashMap<>();

    Views(List<Unit> units) {
        for (Unit unit : units) {
            if (unit.op().view()) {
                roots.put(unit.output(), root(unit.inputs().getFirst()));
            }
        }
    }

    /** The node that owns the memory. */
    Node root(Node node) {
        return roots.getOrDefault(node, node);
    }
}
