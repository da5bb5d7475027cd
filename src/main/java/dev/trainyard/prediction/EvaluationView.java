package dev.trainyard.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trainyard.engine.metric.ConfusionMatrix;
import dev.trainyard.engine.train.Evaluator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation answers.
 *
 * @param rows rows that took part, those with a target
 * @param loss mean loss, a number or one of "NaN", "Infinity", "-Infinity"
 * @param metrics the same by name
 * @param confusionMatrix for classes only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationView(
        String checkpoint,
        long rows,
        Object loss,
        Map<String, Object> metrics,
        @Nullable Confusion confusionMatrix) {

    /**
     * How often each class was taken for which.
     *
     * @param labels the classes in the order of the counts
     * @param counts {@code counts[actual][predicted]}
     */
    record Confusion(List<String> labels, List<List<Long>> counts) {
        static Confusion of(ConfusionMatrix matrix, List<String> labels) {
            List<List<Long>> counts = IntStream.range(0, matrix.classes())
                    .mapToObj(actual -> IntStream.range(0, matrix.classes())
                            .mapToObj(predicted -> matrix.count(actual, predicted))
                            .toList())
                    .toList();
            return new Confusion(labels, counts);
        }
    }

    static EvaluationView of(String checkpoint, long rows, Evaluator evaluator, List<String> labels) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        evaluator.values().forEach((name, value) -> metrics.put(name, number(value)));
        Object loss = metrics.remove("loss");
        ConfusionMatrix matrix = evaluator.confusion();
        return new EvaluationView(
                checkpoint,
                rows,
                loss == null ? "NaN" : loss,
                metrics,
                matrix == null ? null : Confusion.of(matrix, labels));
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : Double.toString(value);
    }
}
