package dev.trainyard.training;

import org.springframework.stereotype.Component;

/** Runs claimed jobs. */
@Component
class TrainingRuns {
    void run(Lease lease) {}
}
