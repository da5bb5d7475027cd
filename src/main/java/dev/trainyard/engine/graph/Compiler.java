package dev.trainyard.engine.graph;

import dev.trainyard.engine.kernel.Kernels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns a plan into a flat list of units with everything decided but the memory. */
final class Compiler {

    private final Plan plan;
    private final List<Unit> units;
    private final Views views;

    private Compiler(Plan plan) {
        this.plan = plan;
        Set<Node> kept = new HashSet<>(plan.outputs());
        if (plan.loss() != null) {
            kept.add(plan.loss());
        }
        this.units = Fusion.fuse(reachable(kept), kept);
        this.views = new Views(units);
    }

    static Compiled compile(Plan plan) {
        Compiler compiler = new Compiler(plan);
        List<UnitPlan> planned = compiler.planned();
        return new Compiled(plan, planned, new Layout(plan, compiler.views, planned));
    }

    private List<Applied> reachable(Set<Node> kept) {
        Set<Node> needed = new HashSet<>(kept);
        List<Applied> operations = new ArrayList<>();
        for (Applied operation : plan.graph().operations().reversed()) {
            if (needed.contains(operation)) {
                needed.addAll(operation.inputs());
                operations.addFirst(operation);
            }
        }
        return operations;
    }

    private List<UnitPlan> planned() {
        Backprop backprop = new Backprop(views, units, plan.inputGradients());
        if (plan.loss() != null) {
            backprop.contribute(plan.loss());
        }
        List<UnitPlan> planned = new ArrayList<>();
        for (Unit unit : units.reversed()) {
            planned.addFirst(new UnitPlan(unit, flows(unit, backprop)));
        }
        return planned;
    }

    private List<Flow> flows(Unit unit, Backprop backprop) {
        boolean runs = plan.loss() != null && !unit.op().view() && backprop.runs(unit);
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < unit.inputs().size(); i++) {
            if (!runs || !backprop.flows(unit, i)) {
                flows.add(Flow.NONE);
            } else {
                flows.add(backprop.contribute(unit.inputs().get(i)) ? Flow.FIRST : Flow.LATER);
            }
        }
        return flows;
    }

    /** A plan with its units and the layout of its buffers. */
    record Compiled(Plan plan, List<UnitPlan> units, Layout layout) {

        long bytes(Kernels kernels) {
            return rehearse(kernels).bytes();
        }

        Memory.Rehearsal rehearse(Kernels kernels) {
            Memory.Rehearsal rehearsal = new Memory.Rehearsal(kernels);
            Buffers buffers = new Buffers(layout, rehearsal, null);
            for (UnitPlan unit : units) {
                if (!unit.unit().op().view()) {
                    unit.unit().op().bind(new UnitSite(unit, plan, kernels, rehearsal, buffers));
                }
            }
            return rehearsal;
        }
    }
}
