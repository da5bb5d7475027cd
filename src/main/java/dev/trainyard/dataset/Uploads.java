package dev.trainyard.dataset;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes the body of a request to storage as it comes, a multipart form or the bare file. */
@Component
public class Uploads {
    /**
     * Stores the files and answers the fields. {@link Datasets#create} takes the files over; whoever does not get that far
     * calls {@link #discard}.
     *
     * @param moreFields text parts that the caller understands besides {@code name} and {@code format}
     * @throws dev.trainyard.web.Problem if the body is no upload, a part is unknown or missing, or it is too large
     */
    public Upload receive(String tenant, HttpServletRequest request, Set<String> moreFields) throws IOException {
        throw new IOException("not yet " + tenant + request + moreFields);
    }

    /** Gives the stored files up. */
    public void discard(String tenant, Upload upload) {}
}
