package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.util.List;

/** What of a job can be changed after its submission. */
record JobChange(int priority) {
    JobChange {
        if (Math.abs((long) priority) > JobRequest.HIGHEST_PRIORITY) {
            String detail = "must be from " + -JobRequest.HIGHEST_PRIORITY + " to " + JobRequest.HIGHEST_PRIORITY
                    + ", not " + priority;
            throw Problem.of(ProblemCode.INVALID_VALUE, List.of(new Problem.Place("/priority", detail)));
        }
    }
}
