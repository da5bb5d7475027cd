package dev.trainyard.dataset;

import dev.trainyard.storage.BlobStore;
import dev.trainyard.storage.BlobTooLarge;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the body of a request to storage as it comes, a multipart form or the bare file. */
@Component
public class Uploads {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String MULTIPART = "multipart/form-data";
    private static final Set<String> FILE_TYPES = Set.of(
            "text/csv",
            "application/csv",
            "text/tab-separated-values",
            "text/plain",
            "application/octet-stream",
            "application/gzip",
            "application/x-gzip");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^;\"\\s]*)");
    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

    private final BlobStore blobs;
    private final long limit;
    private final Duration patience;
    private final Places places;

    Uploads(BlobStore blobs, DatasetProperties properties) {
        this.blobs = blobs;
        this.limit = properties.maxUpload().toBytes();
        this.patience = properties.uploadPatience();
        this.places = new Places(properties.uploads());
    }

    /**
     * Stores the files and answers the fields. {@link Datasets#create} takes the files over; whoever does not get that far
     * calls {@link #discard}.
     *
     * @param moreFields text parts that the caller understands besides {@code name} and {@code format}
     * @throws Problem if the body is no upload, a part is unknown or missing, or it is too large
     */
    public Upload receive(String tenant, HttpServletRequest request, Set<String> moreFields) throws IOException {
        String type = type(request.getContentType());
        boolean form = type.equals(MULTIPART);
        if (!form && !FILE_TYPES.contains(type)) {
            throw unsupported(request.getContentType());
        }
        if (request.getContentLengthLong() > limit + (form ? UploadForm.ROOM_FOR_FIELDS : 0)) {
            throw tooLarge();
        }
        if (!places.take(tenant)) {
            throw Problem.of(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "This server is receiving as many of your uploads as it can.")
                    .retryAfter(RETRY);
        }
        try {
            InputStream body = new SteadyBody(request.getInputStream(), patience, System::nanoTime);
            return form
                    ? new UploadForm(blobs, tenant, limit, moreFields).read(request, body)
                    : file(tenant, request, body);
        } catch (BlobTooLarge _) {
            throw tooLarge();
        } finally {
            places.give(tenant);
        }
    }

    /** Gives the stored files up. */
    public void discard(String tenant, Upload upload) {
        upload.blobs().forEach(blob -> blobs.delete(tenant, blob));
    }

    private Upload file(String tenant, HttpServletRequest request, InputStream body) throws IOException {
        checkCharset(request.getContentType());
        Map<String, String> fields = new HashMap<>();
        for (String field : UploadForm.FIELDS) {
            String value = request.getParameter(field);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return new Upload(new Upload.StoredFile(blobs.write(tenant, body, limit), null), null, fields);
    }

    /** By the header itself: what the request says of its encoding is set by a filter. */
    private static void checkCharset(@Nullable String contentType) {
        Matcher matcher = CHARSET.matcher(contentType == null ? "" : contentType);
        if (matcher.find() && !CHARSETS.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
            throw Problem.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Text is read as UTF-8 only, not as " + Text.quoted(matcher.group(1)) + ".");
        }
    }

    private Problem tooLarge() {
        String detail = "an upload has at most " + limit + " bytes";
        return Problem.of(ProblemCode.TOO_LARGE, "The file is too large: " + detail + ".")
                .at("file", detail);
    }

    private static Problem unsupported(@Nullable String type) {
        String sent = type == null ? "a body without a Content-Type" : Text.quoted(type);
        return Problem.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "This needs a file, either as the part \"file\" of multipart/form-data (curl -F file=@data.csv) or as"
                        + " the whole body with a Content-Type of "
                        + String.join(", ", FILE_TYPES.stream().sorted().toList()) + "; got " + sent + ".");
    }

    private static String type(@Nullable String contentType) {
        return contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
