package dev.trainyard.weights;

import dev.trainyard.storage.Blob;
import dev.trainyard.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Component;

/** Named tensors kept as blobs, each one a safetensors file that other tools can open. */
@Component
public final class WeightStore {
    /** A larger file is not ours. */
    private static final long LARGEST = 1L << 36;

    private final BlobStore blobs;

    public WeightStore(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Stores the tensors and what is said about them; equal contents of one tenant are one blob. */
    public Blob write(String tenant, NamedTensors contents) throws IOException {
        try (InputStream file = SafeTensors.stream(contents)) {
            return blobs.write(tenant, file, SafeTensors.bytes(contents));
        }
    }

    /**
     * Reads what {@link #write} stored.
     *
     * @throws dev.trainyard.storage.CorruptBlob if the bytes are no longer those that were stored, or there are none
     * @throws MalformedSafeTensors if they never were a safetensors file
     */
    public NamedTensors read(String tenant, String blobId) throws IOException {
        try (InputStream file = blobs.open(tenant, blobId)) {
            return SafeTensors.read(file, LARGEST);
        }
    }
}
