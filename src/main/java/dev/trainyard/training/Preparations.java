package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.engine.data.Table;
import dev.trainyard.storage.CorruptBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** Reads the datasets of a definition and prepares a training with it. */
@Component
class Preparations {
    private final Datasets datasets;
    private final RecentFeatures recent = new RecentFeatures();

    Preparations(Datasets datasets) {
        this.datasets = datasets;
    }

    /** What was read, and what was made of it. */
    record Material(Table table, Prepared prepared) {}

    /**
     * Prepares.
     *
     * @throws dev.trainyard.web.Problem 404 if a dataset is gone
     * @throws InvalidData if nothing can be learnt from the rows
     */
    Material of(String tenant, JobDefinition definition) {
        Dataset dataset = datasets.find(tenant, definition.dataset());
        String judges = definition.validation().dataset();
        Table table = read(dataset);
        Table judging = judges == null ? null : read(datasets.find(tenant, judges));
        return new Material(table, Prepared.of(definition, dataset, table, judging, recent));
    }

    private Table read(Dataset dataset) {
        try {
            return datasets.read(dataset);
        } catch (CorruptBlob e) {
            throw new InvalidData(
                    InvalidData.Code.NO_ROWS, "", "the stored dataset " + dataset.id() + " is damaged", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
