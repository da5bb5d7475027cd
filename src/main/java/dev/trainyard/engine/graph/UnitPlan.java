package dev.trainyard.engine.graph;

import java.util.List;

/** A unit and what it does to the gradients of its inputs; all {@link Flow#NONE} means that backward skips it. */
record UnitPlan(Unit unit, List<Flow> flows) {

    boolean runsBackward() {
        return flows.stream().anyMatch(flow -> flow != Flow.NONE);
    }

    /** Whether the gradient of this input must hold zeros before backward. */
    boolean needsZero(int input) {
        return flows.get(input) == Flow.FIRST && !unit.op().overwrites(input);
    }
}
