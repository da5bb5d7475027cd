package dev.trainyard.dataset;

import dev.trainyard.web.Problem;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The datasets of all tenants. */
@Component
public class Datasets {
    /**
     * Reads the whole upload, checks it and keeps it; only then does it become visible. The stored files belong to the
     * dataset afterwards, and are given up if it is refused.
     *
     * @throws Problem if the files are no dataset, with the line and column or the byte that shows it
     */
    public Dataset create(String tenant, Upload upload) throws IOException {
        throw new IOException("not yet " + tenant + upload);
    }

    /** @throws Problem 404 if this tenant has no such dataset */
    public Dataset find(String tenant, String id) {
        throw Problem.notFound("dataset", id + tenant);
    }

    /**
     * The same as {@link #find}, and it stays until the current transaction ends: a concurrent delete waits, and asks every
     * {@link DatasetUse} after that. Whoever writes down that it needs a dataset calls this first.
     */
    public Dataset hold(String tenant, String id) {
        return find(tenant, id);
    }

    /** @throws Problem 404 if there is none, 409 while a {@link DatasetUse} says that somebody needs it */
    public void delete(String tenant, String id) {
        throw Problem.notFound("dataset", id + tenant);
    }
}
