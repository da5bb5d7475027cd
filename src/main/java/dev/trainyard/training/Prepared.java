package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.FeatureEncoder;
import dev.trainyard.engine.data.Features;
import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.engine.data.Split;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.train.InputSpec;
import dev.trainyard.engine.train.Network;
import dev.trainyard.engine.train.OutputSpec;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a {@link dev.trainyard.engine.train.Trainer} needs, made of a definition and a table: table → split → encoders fitted on the
 * training rows → examples, network. A pure function, so that a resumed run has the same.
 *
 * @param trainingRows row of the dataset for each of {@code training}
 */
@SuppressWarnings("ArrayRecordComponent")
record Prepared(
        Network network,
        TrainingPlan plan,
        Examples training,
        int[] trainingRows,
        @Nullable Examples validation,
        ModelParts parts) {
    /**
     * Prepares.
     *
     * @param judges the table of the validation dataset, or null if a part of {@code table} judges
     * @param recent what may have been encoded before
     * @throws InvalidData if nothing can be learnt from these rows
     */
    static Prepared of(
            JobDefinition definition, Dataset dataset, Table table, @Nullable Table judges, RecentFeatures recent) {
        int[] labelled = TargetEncoder.labelledRows(table, definition.targets());
        if (labelled.length == 0) {
            throw new InvalidData(
                    InvalidData.Code.NO_ROWS, definition.targets().getFirst(), "expected rows with a target, got none");
        }
        Split split = split(definition, table, labelled);
        RecentFeatures.Encoded encoded = recent.of(table, definition.features(), split.training());
        FeatureEncoder features = encoded.encoder();
        TargetEncoder target = TargetEncoder.fit(table, definition.targets(), definition.task(), split.training());
        Examples training = examples(table, split.training(), encoded.features(), target, definition);
        Network network = Network.of(definition.model().layers(), InputSpec.of(features), output(definition, target));
        ModelParts parts = new ModelParts(features, target, dataset.columns());
        return new Prepared(
                network,
                definition.plan(),
                training,
                split.training(),
                validation(definition, table, judges, split, parts),
                parts);
    }

    /** What the definition says of the output, for this target. */
    static OutputSpec output(JobDefinition definition, TargetEncoder target) {
        OutputSpec output = OutputSpec.of(target).withLoss(definition.loss());
        return definition.model().hasHead() ? output : output.withoutHead();
    }

    /** How long it trains, and at most {@code seconds}; null for no limit of that kind. */
    Recorder.Limits limits(@Nullable Double seconds) {
        int rows = training.rows();
        int batchSize = Math.min(plan.batchSize(), rows);
        return new Recorder.Limits(
                plan.epochs(), (long) plan.epochs() * Math.ceilDiv(rows, batchSize), rows, batchSize, seconds);
    }

    /** Training rows of each class; empty for values. */
    List<Long> classRows() {
        if (network.outputSpec().task() == Task.REGRESSION) {
            return List.of();
        }
        List<Long> counts =
                new ArrayList<>(Collections.nCopies(network.outputSpec().size(), 0L));
        for (float code : training.targets().values()) {
            counts.set((int) code, counts.get((int) code) + 1);
        }
        return counts;
    }

    private static Split split(JobDefinition definition, Table table, int[] labelled) {
        Double fraction = definition.validation().split();
        double part = fraction == null ? 0 : fraction;
        if (definition.task() == Task.REGRESSION || part == 0) {
            return Split.of(labelled, part, definition.seed());
        }
        ClassTarget classes = (ClassTarget) TargetEncoder.fit(table, definition.targets(), definition.task(), labelled);
        return Split.stratified(labelled, classes.codes(table, labelled), part, definition.seed());
    }

    private static @Nullable Examples validation(
            JobDefinition definition, Table table, @Nullable Table judges, Split split, ModelParts parts) {
        if (definition.validation().dataset() == null) {
            return split.validation().length == 0 ? null : unweighted(table, split.validation(), parts);
        }
        Table judging = judges == null ? table : judges;
        return unweighted(judging, TargetEncoder.labelledRows(judging, definition.targets()), parts);
    }

    private static Examples unweighted(Table table, int[] rows, ModelParts parts) {
        return Examples.of(parts.features().encode(table, rows), parts.target().encode(table, rows));
    }

    private static Examples examples(
            Table table, int[] rows, Features features, TargetEncoder target, JobDefinition definition) {
        Examples equal = Examples.of(features, target.encode(table, rows));
        if (definition.classWeights() == null || !(target instanceof ClassTarget classes)) {
            return equal;
        }
        float[] weights = definition.classWeights().weights(classes, classes.codes(table, rows));
        return new Examples(equal.features(), equal.targets(), weights);
    }
}
