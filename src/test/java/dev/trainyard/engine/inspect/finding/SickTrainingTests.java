package dev.trainyard.engine.inspect.finding;

import static dev.trainyard.engine.inspect.finding.FindingCode.CLASS_IMBALANCE;
import static dev.trainyard.engine.inspect.finding.FindingCode.DEAD_RELUS;
import static dev.trainyard.engine.inspect.finding.FindingCode.EXPLODING_GRADIENT;
import static dev.trainyard.engine.inspect.finding.FindingCode.LABEL_NOISE;
import static dev.trainyard.engine.inspect.finding.FindingCode.LEARNING_RATE_TOO_HIGH;
import static dev.trainyard.engine.inspect.finding.FindingCode.LEARNING_RATE_TOO_LOW;
import static dev.trainyard.engine.inspect.finding.FindingCode.NON_FINITE_LOSS;
import static dev.trainyard.engine.inspect.finding.FindingCode.OVERFITTING;
import static dev.trainyard.engine.inspect.finding.FindingCode.PLATEAU;
import static dev.trainyard.engine.inspect.finding.FindingCode.SATURATION;
import static dev.trainyard.engine.inspect.finding.FindingCode.VANISHING_GRADIENT;
import static dev.trainyard.engine.inspect.finding.FindingCode.WEIGHT_SCALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.MatrixFeatures;
import dev.trainyard.engine.data.Targets;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.initializer.Normal;
import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.Watched;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.layer.Activation;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.Sigmoid;
import dev.trainyard.engine.layer.Tanh;
import dev.trainyard.engine.loss.MeanSquaredError;
import dev.trainyard.engine.optimizer.Adam;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.optimizer.Sgd;
import dev.trainyard.engine.tensor.Shape;
import dev.trainyard.engine.train.Clipping;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainingOutcome.Reason;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are made to go wrong, and what is found in them. */
class SickTrainingTests {

    private static final Lesson WINE = Lesson.table("wine.csv");
    private static final Lesson CANCER = Lesson.table("breast_cancer.csv");
    private static final List<Layer> RELU = List.of(Dense.of(64, new Relu()), Dense.of(32, new Relu()));

    @Test
    void findsAVanishingGradientBeforeTheThirdEpochAndItsRemedyClearsIt() {
        TrainingPlan plan = plan(adam(0.001), 6);
        Watched sick = Watched.train(CANCER, Collections.nCopies(8, small(new Sigmoid(), 0.01)), plan);
        Finding finding = only(sick, VANISHING_GRADIENT);
        assertThat(finding.epoch()).isLessThan(3);
        assertThat(finding.layer()).isEqualTo("layer1");
        assertThat(finding.evidence())
                .anySatisfy(evidence -> assertThat(evidence.value()).isLessThan(1e-4));
        assertThat(finding.code().remedy()).contains("relu").contains("he").contains("glorot");
        assertThat(sick.codes()).contains(WEIGHT_SCALE);

        Watched cured = Watched.train(CANCER, Collections.nCopies(8, Dense.of(32, new Relu())), plan);
        assertThat(cured.findings()).isEmpty();
        Watched alsoCured = Watched.train(CANCER, Collections.nCopies(8, Dense.of(32, new Tanh())), plan);
        assertThat(alsoCured.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris.csv", "wine.csv", "breast_cancer.csv"})
    void findsAnExplodingGradientWhenTheLearningRateIsAThousandTimesTooHigh(String file) {
        Lesson lesson = Lesson.table(file);
        assertThat(Watched.train(lesson, RELU, plan(adam(1), 10)).codes()).contains(EXPLODING_GRADIENT);
        assertThat(Watched.train(lesson, RELU, plan(new Sgd(10, 0, 0, false, 0), 10))
                        .codes())
                .contains(EXPLODING_GRADIENT);
        assertThat(Watched.train(lesson, RELU, plan(new Sgd(10, 0.9, 0, false, 0), 10))
                        .codes())
                .contains(EXPLODING_GRADIENT);
    }

    @Test
    void findsALearningRateThatIsTooHigh() {
        assertThat(Watched.train(WINE, RELU, plan(adam(0.5), 10)).codes()).contains(LEARNING_RATE_TOO_HIGH);
    }

    @Test
    void findsALearningRateThatIsTooLow() {
        assertThat(Watched.train(CANCER, RELU, plan(new Sgd(1e-6, 0, 0, false, 0), 12))
                        .codes())
                .containsExactly(LEARNING_RATE_TOO_LOW);
    }

    @Test
    void findsALossThatIsNotFinite() {
        Lesson surface = Lesson.surface(400, 1);
        Watched watched = Watched.train(surface, RELU, plan(new Sgd(100, 0.9, 0, false, 0), 5));
        assertThat(watched.codes()).contains(NON_FINITE_LOSS);
    }

    @Test
    void findsAGradientThatIsNotFiniteThoughTheLossIs() {
        Examples huge = Examples.of(
                new MatrixFeatures(2, 1, new float[] {1e15f, 2e15f}),
                new Targets(1, new float[] {1e16f, -1e16f}, new double[] {1}));
        Lesson lesson = new Lesson(
                "huge",
                huge,
                huge,
                InputSpec.of(Shape.of(1)),
                new OutputSpec(Task.REGRESSION, 1, true, new MeanSquaredError()),
                List.of());
        Watched watched = Watched.train(lesson, List.of(), plan(adam(0.001), 3).withClipping(new Clipping(1.0, null)));
        assertThat(watched.outcome().reason()).isEqualTo(Reason.DIVERGED);
        assertThat(watched.findings().getLast().code()).isEqualTo(NON_FINITE_LOSS);
        assertThat(watched.findings().getLast().evidence())
                .extracting(Evidence::name)
                .containsExactly("loss", "gradient_norm");
    }

    @Test
    void findsDeadUnits() {
        assertThat(Watched.train(CANCER, RELU, plan(new Sgd(3, 0.9, 0, false, 0), 20))
                        .codes())
                .contains(DEAD_RELUS);
    }

    @Test
    void findsSaturatedUnits() {
        List<Layer> layers = List.of(small(new Tanh(), 5), Dense.of(16, new Tanh()));
        assertThat(Watched.train(CANCER, layers, plan(adam(0.001), 4)).codes()).contains(SATURATION);
    }

    @Test
    void findsRowsLearnedByHeart() {
        Lesson few = random(60, 30, 0.5, 3);
        assertThat(Watched.train(few, RELU, plan(adam(0.01), 60)).codes()).contains(OVERFITTING);
    }

    @Test
    void findsThatNothingIsLearned() {
        List<Layer> layers = List.of(new Dense(8, new Sigmoid(), false, new Normal(0.0, 1e-4), null));
        Watched watched = Watched.train(random(2000, 4, 0.5, 5), layers, plan(new Sgd(0.01, 0, 0, false, 0), 15));
        assertThat(watched.codes()).contains(PLATEAU);
    }

    @Test
    void findsThatFeaturesSayNothingThoughRowsAreLearnedByHeart() {
        Watched watched = Watched.train(random(3000, 4, 0.5, 5), RELU, plan(adam(0.001), 15));
        assertThat(watched.codes()).containsExactly(PLATEAU);
    }

    @Test
    void findsThatRareClassesAreIgnoredAndDoesNotSuspectTheirLabels() {
        Lesson rare = random(2000, 4, 0.03, 5);
        Watched watched = Watched.train(rare, RELU, plan(adam(0.001), 6));
        assertThat(watched.codes()).contains(CLASS_IMBALANCE).doesNotContain(LABEL_NOISE);
    }

    @Test
    void findsTheRowsWhoseLabelsWereSwapped() {
        Lesson clean = Lesson.clouds(2000, 10, 2, 3, 11);
        float[] labels = clean.training().targets().values().clone();
        for (int row = 0; row < 80; row++) {
            labels[row * 25] = 1 - labels[row * 25];
        }
        Examples noisy = Examples.of(clean.training().features(), new Targets(1, labels, new double[] {1}));
        Lesson lesson =
                new Lesson("noisy", noisy, clean.validation(), clean.input(), clean.output(), clean.classRows());
        Watched watched = Watched.train(lesson, List.of(Dense.of(16, new Relu())), plan(adam(0.003), 10));
        Finding finding = only(watched, LABEL_NOISE);
        assertThat(finding.rows()).hasSize(50).allMatch(row -> row % 25 == 0);
        assertThat(watched.codes()).containsExactly(LABEL_NOISE);
    }

    @Test
    void setsTheCurvatureAgainstTheLearningRate() {
        TrainingPlan plan = plan(new Sgd(0.05, 0, 0, false, 0), 8).withBatchSize(200);
        Watched calm = Watched.train(WINE, RELU, plan, Kernels.best(), 2, true);
        assertThat(calm.curvatures()).isNotEmpty().allMatch(curvature -> curvature.largest() > 0);
        assertThat(calm.curvatures().getFirst().sharpness()).isLessThan(2);
        assertThat(calm.findings()).isEmpty();
    }

    /** Labels that the features say nothing about. */
    private static Lesson random(int rows, int features, double share, long seed) {
        Lesson clouds = Lesson.clouds(rows, features, 2, 0, seed);
        return new Lesson(
                "random",
                relabeled(clouds.training(), share, seed),
                relabeled(clouds.validation(), share, seed + 1),
                clouds.input(),
                clouds.output(),
                List.of(Math.round(rows * (1 - share)), Math.round(rows * share)));
    }

    private static Examples relabeled(Examples examples, double share, long seed) {
        float[] labels = new float[examples.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Randomness.uniform(seed + 77, row) < share ? 1 : 0;
        }
        MatrixFeatures features = (MatrixFeatures) examples.features();
        return Examples.of(features, new Targets(1, labels, new double[] {1}));
    }

    private static Layer small(Activation activation, double deviation) {
        return new Dense(32, activation, true, new Normal(0.0, deviation), null);
    }

    private static Finding only(Watched watched, FindingCode code) {
        List<Finding> found = watched.findings().stream()
                .filter(finding -> finding.code() == code)
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static TrainingPlan plan(Optimizer optimizer, int epochs) {
        return new TrainingPlan().withEpochs(epochs).withOptimizer(optimizer);
    }

    private static Optimizer adam(double rate) {
        return new Adam(rate, List.of(0.9, 0.999), 1e-8, 0);
    }
}
