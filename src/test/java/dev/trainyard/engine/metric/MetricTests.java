package dev.trainyard.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricTests {
    @Test
    void isNotANumberWhereItIsNotDefined() {
        assertThat(new Accuracy(3).value()).isNaN();
        assertThat(new Auc(2).value()).isNaN();
        var area = new Auc(2);
        area.add(new float[] {0.4f, 0.6f, 0.3f, 0.7f}, new float[] {1, 1}, 2);
        assertThat(area.value()).isNaN();
        var explained = new R2(1);
        explained.add(new float[] {1, 2}, new float[] {3, 3}, 2);
        assertThat(explained.value()).isNaN();
    }

    @Test
    void givesErrorsTheUnitOfTheData() {
        var rmse = new Rmse(new double[] {10});
        var mae = new Mae(new double[] {10});
        for (Metric metric : new Metric[] {rmse, mae}) {
            metric.add(new float[] {1, 2}, new float[] {2, 3}, 2);
            assertThat(metric.value()).isEqualTo(10);
        }
    }

    @Test
    void keepsLogLossFiniteForAProbabilityOfZero() {
        var loss = new LogLoss(2);
        loss.add(new float[] {1, 0}, new float[] {1}, 1);
        assertThat(loss.value()).isBetween(34.0, 35.0);
    }

    @Test
    void countsWhatWasTakenForWhat() {
        var matrix = new ConfusionMatrix(2);
        matrix.add(new float[] {0.9f, 0.1f, 0.5f, 0.5f, 0.2f, 0.8f}, new float[] {0, 1, 1}, 3);
        assertThat(matrix.count(0, 0)).isEqualTo(1);
        assertThat(matrix.count(1, 0)).isEqualTo(1);
        assertThat(matrix.count(1, 1)).isEqualTo(1);
        assertThat(matrix.actual(1)).isEqualTo(2);
        assertThat(matrix.predicted(0)).isEqualTo(2);
    }
}
