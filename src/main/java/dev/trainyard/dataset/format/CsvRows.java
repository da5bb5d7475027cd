package dev.trainyard.dataset.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The records of a CSV file behind its header. */
final class CsvRows implements Rows {
    private static final int LONGEST_NAME = 255;
    /** What the parser needs of its buffer besides the longest field. */
    private static final int READ_AHEAD = 1 << 16;

    private final CsvReader<CsvFields> reader;
    private final Iterator<CsvFields> records;
    private final CsvFields fields;
    private final Limits limits;
    private final Cell cell = new Cell();
    private final List<Heading> headings;
    private final String headerPlace;
    private boolean firstPending;
    private long rows;

    private CsvRows(CsvReader<CsvFields> reader, CsvFields fields, CsvDialect dialect, Limits limits)
            throws IOException {
        this.reader = reader;
        this.records = reader.iterator();
        this.fields = fields;
        this.limits = limits;
        if (!advance()) {
            throw Unreadable.at("line 1", "there is no row");
        }
        headerPlace = place();
        headings = dialect.header() ? names() : syntheticNames();
        firstPending = !dialect.header();
    }

    static CsvRows open(Source file, CsvDialect dialect, Limits limits) throws IOException {
        CsvFields fields = new CsvFields(limits);
        CsvReader<CsvFields> reader = CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(limits.recordCharacters() + READ_AHEAD)
                .build(fields, reader(file, limits));
        try {
            return new CsvRows(reader, fields, dialect, limits);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    static Utf8Reader reader(Source file, Limits limits) throws IOException {
        return new Utf8Reader(Gunzip.unpack(file.open(), limits.unpackedBytes()), limits.recordCharacters());
    }

    @Override
    public List<Heading> headings() {
        return headings;
    }

    @Override
    public boolean next() throws IOException {
        if (!firstPending && !advance()) {
            if (rows == 0) {
                throw Unreadable.at(headerPlace, "there is no row behind the names of the columns");
            }
            return false;
        }
        firstPending = false;
        if (fields.count() != headings.size()) {
            throw Unreadable.at(
                    place(),
                    "expected %d fields as in %s, got %d".formatted(headings.size(), headerPlace, fields.count()));
        }
        if (++rows > limits.rows()) {
            throw Unreadable.tooLarge(place(), "there are more than " + limits.rows() + " rows");
        }
        return true;
    }

    @Override
    public Cell cell(int column) {
        return fields.read(column, cell);
    }

    @Override
    public byte[] tensor(int column) {
        throw new IllegalArgumentException("column " + column + " is no tensor");
    }

    @Override
    public String place() {
        return "line " + fields.line();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean advance() throws IOException {
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            return true;
        } catch (UncheckedIOException | CsvParseException e) {
            throw refusal(e);
        }
    }

    /** What the parser met, in our words; its own line numbers are those of {@link CsvFields}. */
    private IOException refusal(RuntimeException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException e && !(cause.getCause() instanceof IOException)) {
                return e;
            }
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("Unclosed") || message.contains("maximum buffer size")) {
            return Unreadable.at(
                    place(),
                    "a quote opens a field in the record that starts here and is not closed by the end, or within %d characters"
                            .formatted(limits.recordCharacters()));
        }
        if (message.contains("after closing quote")) {
            return Unreadable.at(
                    place(),
                    "expected a separator or the end of the line behind a closing quote; double quotes within");
        }
        return Unreadable.at(place(), "this is no CSV record");
    }

    private List<Heading> names() throws Unreadable {
        List<Heading> names = new ArrayList<>(fields.count());
        Map<String, Integer> columns = HashMap.newHashMap(fields.count());
        for (int column = 0; column < fields.count(); column++) {
            String name = fields.read(column, cell).text();
            checkName(name, column);
            Integer other = columns.putIfAbsent(name, column);
            if (other != null) {
                throw named(column, "the name \"%s\" is that of column %d already".formatted(name, other + 1));
            }
            names.add(new Heading.Inferred(name));
        }
        return names;
    }

    private void checkName(String name, int column) throws Unreadable {
        if (name.isEmpty()) {
            throw named(column, "the name is empty");
        }
        if (name.length() > LONGEST_NAME) {
            throw named(column, "the name is longer than " + LONGEST_NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw named(column, "the name has a control character");
        }
    }

    private Unreadable named(int column, String detail) {
        return Unreadable.at(place() + ", column " + (column + 1), detail);
    }

    private List<Heading> syntheticNames() {
        List<Heading> names = new ArrayList<>(fields.count());
        for (int column = 1; column <= fields.count(); column++) {
            names.add(new Heading.Inferred("column_" + column));
        }
        return names;
    }
}
