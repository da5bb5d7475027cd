package dev.trainyard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A new and empty database with a data directory of its own, as the properties that lead the application to them. */
public record TestDatabase(Map<String, String> properties) {
    /** The embedded database, a file as in production. */
    public static TestDatabase h2() {
        return new TestDatabase(Map.of("trainyard.data-dir", newDataDirectory()));
    }

    /** A database of its own on the PostgreSQL server that all tests of this JVM share. */
    public static TestDatabase postgres() {
        Map<String, String> properties = new HashMap<>(PostgresServer.shared().newDatabase());
        properties.put("trainyard.data-dir", newDataDirectory());
        return new TestDatabase(Map.copyOf(properties));
    }

    /** The same properties as command-line arguments, for a node in a process of its own. */
    public String[] arguments() {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private static String newDataDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
            return Files.createTempDirectory(parent, "node-").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static class H2 implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(h2().properties()).applyTo(context);
        }
    }

    static class Postgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(postgres().properties()).applyTo(context);
        }
    }
}
