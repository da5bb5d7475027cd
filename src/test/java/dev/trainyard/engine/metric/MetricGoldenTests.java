package dev.trainyard.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trainyard.engine.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric against scikit-learn: {@code golden/metrics.py} made the numbers. */
class MetricGoldenTests {
    @SuppressWarnings("ArrayRecordComponent")
    record Case(String name, int outputs, float[] predictions, float[] targets, Map<String, Double> expected) {
        boolean classes() {
            return expected.containsKey("accuracy");
        }

        int rows() {
            return predictions.length / outputs;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<String[]> lines = Golden.lines("metrics.txt");
        for (int at = 0; at < lines.size(); ) {
            String[] head = lines.get(at);
            int rows = Integer.parseInt(head[2]);
            int outputs = Integer.parseInt(head[3]);
            int width = lines.get(at + 1).length - outputs;
            float[] predictions = new float[rows * outputs];
            float[] targets = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                float[] values = Golden.floats(lines.get(at + 1 + row), 0);
                System.arraycopy(values, 0, targets, row * width, width);
                System.arraycopy(values, width, predictions, row * outputs, outputs);
            }
            Map<String, Double> expected = new LinkedHashMap<>();
            for (at += 1 + rows; at < lines.size() && lines.get(at)[0].equals("metric"); at++) {
                expected.put(lines.get(at)[1], Double.valueOf(lines.get(at)[2]));
            }
            cases.add(new Case(head[1], outputs, predictions, targets, expected));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithScikitLearnHoweverTheBatchesAreCut(Case golden) {
        for (int batch : new int[] {golden.rows(), 7, 1}) {
            List<Metric> metrics = metrics(golden);
            assertThat(metrics).extracting(Metric::name).containsExactlyElementsOf(golden.expected.keySet());
            for (int from = 0; from < golden.rows(); from += batch) {
                add(golden, metrics, from, Math.min(golden.rows(), from + batch));
            }
            for (Metric metric : metrics) {
                assertThat(metric.value())
                        .as("%s in batches of %d", metric.name(), batch)
                        .isCloseTo(golden.expected.get(metric.name()), within(1e-7));
            }
        }
    }

    private static List<Metric> metrics(Case golden) {
        double[] units = new double[golden.outputs];
        Arrays.fill(units, 1);
        return golden.classes() ? Metric.ofClasses(golden.outputs) : Metric.ofValues(units);
    }

    private static void add(Case golden, List<Metric> metrics, int from, int to) {
        int width = golden.classes() ? 1 : golden.outputs;
        float[] predictions = Arrays.copyOfRange(golden.predictions, from * golden.outputs, to * golden.outputs);
        float[] targets = Arrays.copyOfRange(golden.targets, from * width, to * width);
        metrics.forEach(metric -> metric.add(predictions, targets, to - from));
    }
}
