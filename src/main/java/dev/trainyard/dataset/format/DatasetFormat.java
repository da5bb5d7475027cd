package dev.trainyard.dataset.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file format. A new one is a class here, a word in the {@code permits} clause and its place in {@link #ALL}; reading,
 * profile and storage follow.
 */
public sealed interface DatasetFormat permits Csv, Idx {
    /** In the order in which they are asked whether a file is theirs; CSV, which has no mark, is the last. */
    List<DatasetFormat> ALL = List.of(new Idx(), new Csv());

    int HEAD_BYTES = 512;

    /** As it is named on the wire. */
    String name();

    /** For people, to tell what is accepted. */
    String description();

    /** Whether a file that begins so is of this format. */
    boolean recognizes(byte[] head);

    /**
     * Starts reading from the first row; every call for the same files reads the same rows.
     *
     * @param labels the second file, for formats that keep the targets apart
     * @throws Unreadable if the beginning already shows that it is no such file
     */
    Rows open(Source file, @Nullable Source labels, Limits limits) throws IOException;

    /** The format of this name; {@link Unreadable} if there is none. */
    static DatasetFormat named(String name) throws Unreadable {
        for (DatasetFormat format : ALL) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw Unreadable.unsupported("There is no format \"%s\"; accepted are %s.".formatted(name, accepted()));
    }

    /** The format that a file shows by its first bytes, unpacked if it is gzip. */
    static DatasetFormat of(Source file, Limits limits) throws IOException {
        byte[] head;
        try (InputStream unpacked = Gunzip.unpack(file.open(), limits.unpackedBytes())) {
            head = unpacked.readNBytes(HEAD_BYTES);
        }
        if (head.length == 0) {
            throw Unreadable.at("byte 0", "the file is empty");
        }
        var foreign = ForeignFormat.of(head);
        if (foreign.isPresent()) {
            throw Unreadable.unsupported("This is %s, which is not read here; accepted are %s."
                    .formatted(foreign.get().description(), accepted()));
        }
        for (DatasetFormat format : ALL) {
            if (format.recognizes(head)) {
                return format;
            }
        }
        throw Unreadable.unsupported("This format is not known here; accepted are " + accepted() + ".");
    }

    static String accepted() {
        return ALL.stream().map(DatasetFormat::description).collect(Collectors.joining(" and ")) + ", each also as .gz";
    }
}
