package dev.trainyard.dataset;

import dev.trainyard.dataset.format.DatasetFormat;
import dev.trainyard.dataset.format.Limits;
import dev.trainyard.dataset.format.Rows;
import dev.trainyard.dataset.format.Source;
import dev.trainyard.dataset.format.Unreadable;
import dev.trainyard.engine.data.Table;
import dev.trainyard.storage.Blob;
import dev.trainyard.storage.BlobStore;
import dev.trainyard.storage.BlobWriter;
import dev.trainyard.storage.CorruptBlob;
import dev.trainyard.web.Ids;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The datasets of all tenants. */
@Component
public class Datasets {
    private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

    /** Part of the heap that uploads read at the same time may leave in memory, together. */
    private static final int PART_KEPT = 8;

    private final BlobStore blobs;
    private final DatasetRecords records;
    private final ObjectProvider<DatasetUse> uses;
    private final TransactionOperations transactions;
    private final Ids ids;
    private final Clock clock;
    private final Limits limits;
    private final long distinctBytes;
    private final Semaphore readings;
    private final long mostKept;
    private final RecentTables recent = new RecentTables();

    Datasets(
            BlobStore blobs,
            DatasetRecords records,
            ObjectProvider<DatasetUse> uses,
            TransactionOperations transactions,
            Ids ids,
            Clock clock,
            DatasetProperties properties) {
        this.blobs = blobs;
        this.records = records;
        this.uses = uses;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.limits = properties.limits();
        this.distinctBytes = properties.distinctMemory().toBytes();
        this.readings = new Semaphore(properties.readings(), true);
        this.mostKept = Runtime.getRuntime().maxMemory() / PART_KEPT / properties.readings();
    }

    /**
     * Reads the whole upload, checks it and keeps it; only then does it become visible. The stored files belong to the
     * dataset afterwards, and are given up if it is refused. Not to be called within a transaction.
     *
     * @throws Problem if the files are no dataset, with the line and column or the byte that shows it
     */
    public Dataset create(String tenant, Upload upload) throws IOException {
        boolean kept = false;
        String table = null;
        readings.acquireUninterruptibly();
        try {
            DatasetFormat format = format(tenant, upload);
            Profile.Look look = () -> open(tenant, format, upload);
            Profile profile = Profile.of(look, distinctBytes);
            Written written = writeTable(tenant, profile, look);
            table = written.blob().id();
            StoredDataset stored = stored(tenant, upload, format, profile, table);
            transactions.executeWithoutResult(_ -> records.insert(stored));
            kept = true;
            if (written.table() != null) {
                recent.written(stored.dataset().id(), written.table());
            }
            return stored.dataset();
        } catch (Unreadable e) {
            throw refusal(e);
        } finally {
            readings.release();
            if (!kept) {
                giveUp(tenant, upload, table);
            }
        }
    }

    private DatasetFormat format(String tenant, Upload upload) throws IOException {
        DatasetFormat shown =
                DatasetFormat.of(source(tenant, upload.file().blob().id()), limits);
        String wanted = upload.fields().get("format");
        return wanted == null ? shown : DatasetFormat.named(wanted);
    }

    private Rows open(String tenant, DatasetFormat format, Upload upload) throws IOException {
        Upload.StoredFile labels = upload.labels();
        return format.open(
                source(tenant, upload.file().blob().id()),
                labels == null ? null : source(tenant, labels.blob().id()),
                limits);
    }

    private Source source(String tenant, String blob) {
        return () -> blobs.open(tenant, blob);
    }

    /** A stored table, and its values if they are few. */
    private record Written(Blob blob, @Nullable Table table) {}

    private Written writeTable(String tenant, Profile profile, Profile.Look look) throws IOException {
        try (BlobWriter writer = blobs.writer(tenant, Long.MAX_VALUE)) {
            Table table = TableFileWriter.write(profile, look, writer, mostKept);
            return new Written(writer.commit(), table);
        }
    }

    private StoredDataset stored(String tenant, Upload upload, DatasetFormat format, Profile profile, String table) {
        Blob file = upload.file().blob();
        Dataset dataset = new Dataset(
                tenant,
                ids.next("ds"),
                upload.name(),
                format.name(),
                profile.rows(),
                file.bytes(),
                file.sha256(),
                profile.columns(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        Upload.StoredFile labels = upload.labels();
        return new StoredDataset(
                dataset, file.id(), labels == null ? null : labels.blob().id(), table);
    }

    private void giveUp(String tenant, Upload upload, @Nullable String table) {
        upload.blobs().forEach(blob -> blobs.delete(tenant, blob));
        if (table != null) {
            blobs.delete(tenant, table);
        }
    }

    /** What a client is told of a file that cannot be read. */
    public static Problem refusal(Unreadable unreadable) {
        ProblemCode code = switch (unreadable.reason()) {
            case MALFORMED -> ProblemCode.INVALID_DATA;
            case TOO_LARGE -> ProblemCode.TOO_LARGE;
            case UNSUPPORTED -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
        };
        return Problem.of(code, List.of(new Problem.Place(unreadable.part(), unreadable.getMessage())));
    }

    /** @throws Problem 404 if this tenant has no such dataset */
    public Dataset find(String tenant, String id) {
        return stored(tenant, id).dataset();
    }

    /**
     * The same as {@link #find}, and it stays until the current transaction ends: a concurrent delete waits, and asks every
     * {@link DatasetUse} after that. Whoever writes down that it needs a dataset calls this first.
     */
    public Dataset hold(String tenant, String id) {
        return records.lock(tenant, id)
                .orElseThrow(() -> Problem.notFound("dataset", id))
                .dataset();
    }

    /**
     * All its values, column by column; numbers in 8 bytes, categories as codes, images as they came. Not to be written to:
     * others may have the same.
     *
     * @throws Problem 404 if it was deleted, be it while it was read
     * @throws CorruptBlob if it is damaged
     */
    public Table read(Dataset dataset) throws IOException {
        StoredDataset stored = stored(dataset.tenant(), dataset.id());
        return recent.get(dataset.id(), () -> read(stored));
    }

    private Table read(StoredDataset stored) throws IOException {
        Dataset dataset = stored.dataset();
        try (InputStream table = blobs.open(dataset.tenant(), stored.tableBlob())) {
            return TableFileReader.read(table);
        } catch (CorruptBlob e) {
            find(dataset.tenant(), dataset.id());
            throw e;
        }
    }

    /** What is done with the rows of a file. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(Rows rows) throws IOException;
    }

    /**
     * Reads its rows as they stand in the file, one by one.
     *
     * @throws Problem 404 if it was deleted, be it while it was read, 409 if it is damaged
     */
    public <T> T rows(Dataset dataset, Reading<T> reading) throws IOException {
        StoredDataset stored = stored(dataset.tenant(), dataset.id());
        String labels = stored.labelsBlob();
        try (Rows rows = DatasetFormat.named(dataset.format())
                .open(
                        source(dataset.tenant(), stored.fileBlob()),
                        labels == null ? null : source(dataset.tenant(), labels),
                        limits)) {
            return reading.of(rows);
        } catch (CorruptBlob e) {
            throw damaged(dataset, e);
        }
    }

    private Problem damaged(Dataset dataset, CorruptBlob e) {
        find(dataset.tenant(), dataset.id());
        LOG.error("{} is damaged: {}", dataset.id(), e.getMessage());
        return Problem.of(ProblemCode.CONFLICT, "The stored dataset " + dataset.id() + " is damaged.");
    }

    /** Copies the uploaded file as it came; what is wrong with it is told as by {@link #rows}. */
    void content(Dataset dataset, OutputStream output) throws IOException {
        String blob = stored(dataset.tenant(), dataset.id()).fileBlob();
        try (InputStream content = blobs.open(dataset.tenant(), blob)) {
            content.transferTo(output);
        } catch (CorruptBlob e) {
            throw damaged(dataset, e);
        }
    }

    /** @throws Problem 404 if there is none, 409 while a {@link DatasetUse} says that somebody needs it */
    public void delete(String tenant, String id) {
        StoredDataset deleted = transactions.execute(_ -> {
            StoredDataset stored = records.lock(tenant, id).orElseThrow(() -> Problem.notFound("dataset", id));
            Optional<String> user = uses.orderedStream()
                    .flatMap(use -> use.of(tenant, id).stream())
                    .findFirst();
            if (user.isPresent()) {
                throw Problem.of(ProblemCode.IN_USE, "The dataset is in use by " + user.get() + ".");
            }
            records.delete(id);
            return stored;
        });
        recent.forget(id);
        deleted.blobs().forEach(blob -> blobs.delete(tenant, blob));
    }

    private StoredDataset stored(String tenant, String id) {
        return records.find(tenant, id).orElseThrow(() -> Problem.notFound("dataset", id));
    }
}
