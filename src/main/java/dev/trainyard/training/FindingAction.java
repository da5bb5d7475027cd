package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a job does about a finding. */
enum FindingAction {
    /** Tells of it. */
    WARN,
    /** Pauses until somebody resumes the job. */
    PAUSE,
    /** Ends the training; what has been learnt is the result. */
    STOP,
    /** Goes on with a third of the learning rate. */
    REDUCE_LEARNING_RATE,
    /** Goes back to the weights of the best epoch, or to the first weights, and on from there with a third of the learning rate. */
    ROLLBACK;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FindingAction of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
