package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.TrainingWatch;
import java.util.List;

/**
 * What a run remembers beside the state of its training, stored with it, so that an interrupted run tells the same.
 *
 * @param pending points of the curves that are not yet told
 */
record RunMemory(TrainingWatch.Memory watch, List<StepSeries.Point> pending) {
    RunMemory {
        pending = List.copyOf(pending);
    }
}
