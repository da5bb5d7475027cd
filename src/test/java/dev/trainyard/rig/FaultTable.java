package dev.trainyard.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was broken, how often, and what came of it: printed, and written to {@code target/faults.md}. */
final class FaultTable {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final String HEAD = """
        | fault | cycles | jobs | lost | duplicated | digests equal | seen |
        |---|---|---|---|---|---|---|
        """;

    private static final List<String> ROWS = new ArrayList<>();

    private FaultTable() {}

    /** Adds a row, and fails if anything that must hold does not. */
    static synchronized void add(String fault, int cycles, int jobs, Invariants found, String seen) {
        add(fault, cycles, jobs, found.lost(), found.duplicated(), found.digestsEqual() ? "yes" : "NO", seen);
        assertThat(found.violations()).as(fault).isEmpty();
    }

    static synchronized void add(
            String fault, int cycles, int jobs, int lost, int duplicated, String digestsEqual, String seen) {
        ROWS.add(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %s | %s |%n",
                fault,
                cycles,
                jobs,
                lost,
                duplicated,
                digestsEqual,
                seen));
        String table = HEAD + String.join("", ROWS);
        System.out.println(table);
        try {
            Files.writeString(FILE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
