package dev.trainyard.dataset.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Formats that are often tried and not read here, told by their first bytes so that the refusal can name them. */
enum ForeignFormat {
    PARQUET(Kind.BINARY, "Parquet", "PAR1"),
    ZIP(Kind.BINARY, "a zip archive (also xlsx, npz, keras)", "PK\003\004"),
    EMPTY_ZIP(Kind.BINARY, "a zip archive", "PK\005\006"),
    PICKLE(Kind.BINARY, "a Python pickle", "\200\002", "\200\003", "\200\004", "\200\005"),
    HDF5(Kind.BINARY, "HDF5 (also h5, keras, mat)", "\211HDF"),
    NUMPY(Kind.BINARY, "a NumPy array", "\223NUMPY"),
    ARROW(Kind.BINARY, "Arrow or Feather", "ARROW1", "FEA1"),
    AVRO(Kind.BINARY, "Avro", "Obj\001"),
    ORC(Kind.BINARY, "ORC", "ORC"),
    SQLITE(Kind.BINARY, "an SQLite database", "SQLite format 3\0"),
    JAVA(Kind.BINARY, "a serialized Java object", "\254\355\0\005"),
    XLS(Kind.BINARY, "an Excel workbook", "\320\317\021\340"),
    R_DATA(Kind.BINARY, "R data", "RDX2", "RDX3", "X\n\0\0"),
    GZIP(Kind.BINARY, "gzip within gzip", "\037\213"),
    BZIP2(Kind.BINARY, "bzip2", "BZh"),
    XZ(Kind.BINARY, "xz", "\3757zXZ"),
    ZSTANDARD(Kind.BINARY, "Zstandard", "\050\265\057\375"),
    SEVEN_ZIP(Kind.BINARY, "7z", "7z\274\257"),
    PDF(Kind.TEXT, "PDF", "%PDF"),
    PNG(Kind.BINARY, "a PNG image", "\211PNG"),
    JPEG(Kind.BINARY, "a JPEG image", "\377\330\377"),
    GIF(Kind.BINARY, "a GIF image", "GIF87a", "GIF89a"),
    XML(Kind.TEXT, "XML or HTML", "<?xml", "<!DOCTYPE", "<!doctype", "<html"),
    JSON(Kind.TEXT, "JSON", "{\"", "{\n", "{ ", "{}", "[{", "[[", "[\n", "[]", "[ "),
    ARFF(Kind.TEXT, "ARFF", "@relation", "@RELATION");

    private enum Kind {
        TEXT,
        BINARY
    }

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> beginnings;

    private final Kind kind;

    ForeignFormat(Kind kind, String description, String... beginnings) {
        this.description = description;
        this.kind = kind;
        this.beginnings = List.of(beginnings);
    }

    String description() {
        return description;
    }

    /** What the file is if it is one of these; a beginning that text could have too counts only before bytes of no text. */
    static Optional<ForeignFormat> of(byte[] head) {
        boolean text = isText(head);
        for (ForeignFormat format : values()) {
            if ((text ? Kind.TEXT : Kind.BINARY) == format.kind && format.begins(head)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return beginnings.stream().anyMatch(start::startsWith);
    }

    /** No control characters but white space; bytes of other alphabets may well be cut at the end. */
    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }
}
