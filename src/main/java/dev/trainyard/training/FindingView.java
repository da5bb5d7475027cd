package dev.trainyard.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.trainyard.engine.inspect.finding.FindingCode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it travels.
 *
 * @param layer the layer it is about; left out if it is the whole network
 * @param evidence the numbers it rests on, each with its name and step
 * @param rows numbers of rows of the dataset, counted from 0, the worst first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingView(
        String code,
        String severity,
        @Nullable String layer,
        int epoch,
        long step,
        @JsonRawValue String evidence,
        String cause,
        String remedy,
        @JsonRawValue String rows,
        FindingAction action,
        Instant time) {

    static FindingView of(
            String code,
            String layer,
            int epoch,
            long step,
            String evidence,
            String rows,
            FindingAction action,
            Instant time) {
        FindingCode known = FindingCode.valueOf(code.toUpperCase(Locale.ROOT));
        return new FindingView(
                code,
                known.severity().word(),
                layer.isEmpty() ? null : layer,
                epoch,
                step,
                evidence,
                known.cause(),
                known.remedy(),
                rows,
                action,
                time);
    }
}
