package dev.trainyard.training;

import dev.trainyard.engine.train.EpochDone;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics of an epoch as they travel in events, in the job and with a checkpoint. */
record EpochMetrics(int epoch, long step, Map<String, Double> train, Map<String, Double> validation) {
    static EpochMetrics of(EpochDone done) {
        return new EpochMetrics(
                done.epoch(),
                done.step(),
                new LinkedHashMap<>(done.training()),
                new LinkedHashMap<>(done.validation()));
    }
}
