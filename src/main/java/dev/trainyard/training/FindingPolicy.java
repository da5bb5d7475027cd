package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.Finding;
import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.web.JsonNames;
import dev.trainyard.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job does about each kind of finding; it only tells of those it does not name. */
record FindingPolicy(Map<String, FindingAction> actions) {
    FindingPolicy {
        actions = Map.copyOf(actions);
    }

    static FindingPolicy of(@Nullable Map<String, FindingAction> actions) {
        return new FindingPolicy(actions == null ? Map.of() : actions);
    }

    FindingAction action(Finding finding) {
        return actions.getOrDefault(finding.code().word(), FindingAction.WARN);
    }

    /** Adds a place for every name that is no code of a finding. */
    static void check(@Nullable Map<String, FindingAction> actions, List<Problem.Place> places) {
        List<String> codes =
                Arrays.stream(FindingCode.values()).map(FindingCode::word).toList();
        for (String code : actions == null ? List.<String>of() : actions.keySet()) {
            if (!codes.contains(code)) {
                places.add(new Problem.Place(
                        JsonNames.below("/on_finding", code), "must be one of " + String.join(", ", codes)));
            }
        }
    }
}
