package dev.trainyard.prediction;

import dev.trainyard.dataset.Datasets;
import dev.trainyard.dataset.format.DatasetFormat;
import dev.trainyard.dataset.format.Limits;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.dataset.format.Unreadable;
import dev.trainyard.engine.data.Table;
import dev.trainyard.web.Problem;
import dev.trainyard.web.Problem.Place;
import dev.trainyard.web.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers rows, a batch at a time, so that the longest body needs no more memory than a batch. */
@Component
class Predictions {
    static final int BATCH = 1024;

    /** Multiplications that are done sooner than handed over: less than a millisecond. */
    private static final long LITTLE = 1 << 22;

    private final ComputeThreads threads;
    private final Limits limits;
    private final long maxBody;

    Predictions(ComputeThreads threads, PredictionProperties properties) {
        this.threads = threads;
        this.limits = properties.limits();
        this.maxBody = properties.maxBody().toBytes();
    }

    /** Answers the rows of a JSON body. */
    void ofJson(LoadedNetwork network, InputStream body, OutputStream out) throws IOException {
        try (RowSource rows = new JsonRows(new BoundedBody(body, maxBody), network.layout())) {
            answer(network, rows, out);
        }
    }

    /** Answers the rows of a file in a format that datasets may have. */
    void ofFile(LoadedNetwork network, InputStream body, OutputStream out) throws IOException {
        try (Spool file = new Spool()) {
            new BoundedBody(body, maxBody).transferTo(file);
            try (Rows opened = open(file);
                    RowSource rows = FileRows.strict(opened, network.layout())) {
                answer(network, rows, out);
            }
        }
    }

    private Rows open(Spool file) throws IOException {
        try {
            return DatasetFormat.of(file::open, limits).open(file::open, null, limits);
        } catch (Unreadable e) {
            throw Datasets.refusal(e);
        }
    }

    private void answer(LoadedNetwork network, RowSource rows, OutputStream out) throws IOException {
        try (PredictionWriter writer = new PredictionWriter(network, out)) {
            long done = 0;
            for (Table batch = rows.next(BATCH); batch.rows() > 0; batch = rows.next(BATCH)) {
                writer.write(predict(network, batch), batch.rows());
                done += batch.rows();
                if (done > limits.rows()) {
                    throw Problem.of(ProblemCode.TOO_LARGE, "There are more than " + limits.rows() + " rows.");
                }
            }
            if (done == 0) {
                throw Problem.of(ProblemCode.INVALID_VALUE, List.of(new Place("/rows", "must have at least one row")));
            }
            writer.end();
        }
    }

    private float[] predict(LoadedNetwork network, Table batch) {
        return network.work(batch.rows()) < LITTLE
                ? network.predict(batch)
                : threads.compute(() -> network.predict(batch));
    }
}
