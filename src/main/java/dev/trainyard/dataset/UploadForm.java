package dev.trainyard.dataset;

import dev.trainyard.dataset.Upload.StoredFile;
import dev.trainyard.storage.BlobStore;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/** A multipart form being read part by part, each file straight to storage. */
final class UploadForm {
    static final Set<String> FIELDS = Set.of("name", "format");
    /** The longest of all text parts together, and of what stands around the parts. */
    static final int ROOM_FOR_FIELDS = 1 << 20;

    private static final String FILE = "file";
    private static final String LABELS = "labels";

    private final BlobStore blobs;
    private final String tenant;
    private final long limit;
    private final Set<String> known = new TreeSet<>(FIELDS);
    private final Map<String, StoredFile> files = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();
    private int fieldBytes;

    UploadForm(BlobStore blobs, String tenant, long limit, Set<String> moreFields) {
        this.blobs = blobs;
        this.tenant = tenant;
        this.limit = limit;
        known.addAll(moreFields);
    }

    /** @param body of the request, to be read instead of its own */
    Upload read(HttpServletRequest request, InputStream body) throws IOException {
        boolean complete = false;
        var context = new ServletRequestContext(request) {
            @Override
            public InputStream getInputStream() {
                return body;
            }
        };
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(context);
            while (parts.hasNext()) {
                read(parts.next());
            }
            StoredFile file = files.get(FILE);
            if (file == null) {
                throw Problem.of(ProblemCode.INVALID_REQUEST, "The form has no part \"file\".")
                        .at(FILE, "is required");
            }
            complete = true;
            return new Upload(file, files.get(LABELS), fields);
        } catch (MalformedStreamException _) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The multipart body ends before its last boundary.");
        } catch (FileUploadException | FileUploadIOException _) {
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST,
                    "This is no multipart/form-data body: it needs a boundary and short headers in each part.");
        } finally {
            if (!complete) {
                files.values().forEach(file -> blobs.delete(tenant, file.blob().id()));
            }
        }
    }

    private void read(FileItemStream part) throws IOException {
        String name = part.getFieldName();
        boolean isFile = FILE.equals(name) || LABELS.equals(name);
        if (name == null || (!isFile && !known.contains(name))) {
            throw unknown(name);
        }
        if (fields.containsKey(name) || files.containsKey(name)) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The form has two parts " + Text.quoted(name) + ".")
                    .at(name, "must be there once");
        }
        try (InputStream content = part.openStream()) {
            if (isFile) {
                files.put(name, new StoredFile(blobs.write(tenant, content, limit - stored()), part.getName()));
            } else {
                fields.put(name, text(content));
            }
        }
    }

    private long stored() {
        return files.values().stream().mapToLong(file -> file.blob().bytes()).sum();
    }

    private String text(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(ROOM_FOR_FIELDS - fieldBytes + 1);
        fieldBytes += bytes.length;
        if (fieldBytes > ROOM_FOR_FIELDS) {
            throw Problem.of(
                    ProblemCode.TOO_LARGE,
                    "The text parts of the form have more than " + ROOM_FOR_FIELDS + " bytes together.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Problem unknown(@Nullable String name) {
        String parts = FILE + ", " + LABELS + ", " + String.join(", ", known);
        String quoted = name == null ? "without a name" : Text.quoted(name);
        Problem problem =
                Problem.of(ProblemCode.INVALID_REQUEST, "The form has a part " + quoted + "; known are " + parts + ".");
        return name == null ? problem : problem.at(name, "is no part of this form");
    }
}
