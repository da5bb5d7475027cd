package dev.trainyard.engine.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which value and which gradient lives in which slot. Training keeps every value for backward; inference reuses a value's
 * slot after its last reader. A gradient lives from its first contribution to the backward step that consumes it; those
 * of parameters and inputs stay.
 */
final class Layout {

    private final Views views;
    private final Plan plan;
    private final List<UnitPlan> units;
    private final Map<Node, Integer> valueSlots = new HashMap<>();
    private final Map<Node, Integer> gradientSlots = new LinkedHashMap<>();
    private final Slots values = new Slots();
    private final Slots gradients = new Slots();

    Layout(Plan plan, Views views, List<UnitPlan> units) {
        this.plan = plan;
        this.views = views;
        this.units = units;
        placeInputs();
        placeValues();
        if (plan.loss() != null) {
            gradientSlots.put(views.root(plan.loss()), gradients.acquire(floats(plan.loss())));
            placeGradients();
        }
    }

    private void placeInputs() {
        for (Input input : plan.graph().inputs()) {
            valueSlots.put(input, values.own(floats(input)));
        }
    }

    private void placeValues() {
        Map<Node, Integer> lastReads = lastReads();
        Set<Node> released = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i).unit();
            if (unit.op().view()) {
                continue;
            }
            valueSlots.put(unit.output(), values.acquire(floats(unit.output())));
            for (Node node : unit.inputs()) {
                Node root = views.root(node);
                if (root instanceof Applied && lastReads.getOrDefault(root, -1) == i && released.add(root)) {
                    values.release(slot(valueSlots, root));
                }
            }
        }
    }

    /** Index of the last unit that reads each value that may be given up after it. */
    private Map<Node, Integer> lastReads() {
        Map<Node, Integer> last = new HashMap<>();
        if (plan.loss() != null) {
            return last;
        }
        for (int i = 0; i < units.size(); i++) {
            for (Node node : units.get(i).unit().inputs()) {
                last.put(views.root(node), i);
            }
        }
        plan.outputs().forEach(output -> last.remove(views.root(output)));
        return last;
    }

    private void placeGradients() {
        for (UnitPlan planned : units.reversed()) {
            if (planned.unit().op().view() || !planned.runsBackward()) {
                continue;
            }
            for (int i = 0; i < planned.flows().size(); i++) {
                if (planned.flows().get(i) == Flow.FIRST) {
                    Node root = views.root(planned.unit().inputs().get(i));
                    boolean passing = root instanceof Applied;
                    gradientSlots.put(root, passing ? gradients.acquire(floats(root)) : gradients.own(floats(root)));
                }
            }
            gradients.release(slot(gradientSlots, planned.unit().output()));
        }
    }

    private static int slot(Map<Node, Integer> slots, Node node) {
        Integer slot = slots.get(node);
        if (slot == null) {
            throw new IllegalStateException(node + " has no slot");
        }
        return slot;
    }

    private long floats(Node node) {
        long size = node.shape().size();
        return node instanceof Parameter ? size : Math.multiplyExact(size, (long) plan.capacity());
    }

    Views views() {
        return views;
    }

    List<Parameter> parameters() {
        return plan.graph().parameters();
    }

    Map<Node, Integer> valueSlots() {
        return valueSlots;
    }

    List<Long> valueSizes() {
        return values.sizes();
    }

    Map<Node, Integer> gradientSlots() {
        return gradientSlots;
    }

    List<Long> gradientSizes() {
        return gradients.sizes();
    }
}
