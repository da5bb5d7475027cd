package dev.trainyard.prediction;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.engine.data.ClassTarget;
import dev.trainyard.engine.data.Examples;
import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.train.Evaluator;
import dev.trainyard.training.TrainedModel;
import dev.trainyard.web.Problem;
import dev.trainyard.web.Problem.Place;
import dev.trainyard.web.ProblemCode;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Judges networks by whole datasets, a batch at a time. */
@Component
class Evaluations {
    private final Datasets datasets;
    private final ComputeThreads threads;

    Evaluations(Datasets datasets, ComputeThreads threads) {
        this.datasets = datasets;
        this.threads = threads;
    }

    /**
     * Compares what the network answers with what the dataset has. Rows without a target are left out.
     *
     * @throws Problem if the dataset has not the columns, or has a class that the network does not know
     */
    EvaluationView evaluate(LoadedNetwork network, Dataset dataset) throws IOException {
        Evaluator evaluator = network.evaluator();
        long done;
        try {
            done = datasets.rows(dataset, rows -> addAll(evaluator, network, rows));
        } catch (InvalidData e) {
            throw Problem.of(ProblemCode.INVALID_DATA, List.of(new Place(e.column(), e.detail())));
        }
        if (done == 0) {
            String targets = String.join(", ", network.target().columns());
            throw Problem.of(
                    ProblemCode.INVALID_DATA, List.of(new Place(targets, "no row of the dataset has a value")));
        }
        List<String> labels = network.target() instanceof ClassTarget target ? target.classes() : List.of();
        return EvaluationView.of(network.checkpointId(), done, evaluator, labels);
    }

    private long addAll(Evaluator evaluator, LoadedNetwork network, Rows opened) throws IOException {
        long done = 0;
        try (RowSource rows = FileRows.lenient(opened, network.labelledLayout())) {
            for (Table batch = rows.next(Predictions.BATCH); batch.rows() > 0; batch = rows.next(Predictions.BATCH)) {
                Table next = batch;
                done += threads.compute(() -> add(evaluator, network.model(), next));
            }
        }
        return done;
    }

    private static int add(Evaluator evaluator, TrainedModel model, Table batch) {
        int[] rows = TargetEncoder.labelledRows(batch, model.target().columns());
        if (rows.length > 0) {
            evaluator.add(Examples.of(
                    model.features().encode(batch, rows), model.target().encode(batch, rows)));
        }
        return rows.length;
    }
}
