package dev.trainyard.training;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.inspect.finding.Finding;
import dev.trainyard.engine.train.TrainState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Does to a training what its job wants done about findings: a pure function of the state, so that a replay does the same. */
final class FindingActions {
    private static final double SLOWER = 1.0 / 3;

    private final FindingPolicy policy;
    private final Prepared prepared;
    private final TrainState state;

    FindingActions(FindingPolicy policy, Prepared prepared, TrainState state) {
        this.policy = policy;
        this.prepared = prepared;
        this.state = state;
    }

    FindingAction action(Finding finding) {
        return policy.action(finding);
    }

    /** Of several findings at once the strongest action on the state counts, once; all actions, of which some are left to the run. */
    Set<FindingAction> act(List<Finding> findings) {
        Set<FindingAction> actions = EnumSet.noneOf(FindingAction.class);
        findings.forEach(finding -> actions.add(policy.action(finding)));
        if (actions.contains(FindingAction.ROLLBACK)) {
            Parameters best = state.best();
            state.rollBack(
                    best == null
                            ? TrainState.initial(prepared.network(), prepared.plan())
                                    .parameters()
                            : best);
            state.reduceRate(SLOWER);
        } else if (actions.contains(FindingAction.REDUCE_LEARNING_RATE)) {
            state.reduceRate(SLOWER);
        }
        return actions;
    }

    /** Whether a training that has diverged goes on after these. */
    static boolean recover(Set<FindingAction> actions) {
        return actions.contains(FindingAction.ROLLBACK) || actions.contains(FindingAction.REDUCE_LEARNING_RATE);
    }
}
