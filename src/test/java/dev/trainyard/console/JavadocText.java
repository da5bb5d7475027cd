package dev.trainyard.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a record says: its first paragraph, and a text for each component. */
record JavadocText(String summary, Map<String, String> components) {
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*?)(?=@|$)", Pattern.DOTALL);

    static JavadocText of(Class<?> record) {
        String source = read(Path.of("src/main/java", record.getName().replace('.', '/') + ".java"));
        Matcher matcher = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record " + record.getSimpleName() + "\\(",
                        Pattern.DOTALL)
                .matcher(source);
        if (!matcher.find()) {
            return new JavadocText("", Map.of());
        }
        String comment = matcher.group(1).replaceAll("\\n\\s*\\* ?", "\n").strip();
        Map<String, String> components = new LinkedHashMap<>();
        Matcher parameters = PARAMETER.matcher(comment);
        while (parameters.find()) {
            components.put(parameters.group(1), plain(parameters.group(2)));
        }
        return new JavadocText(plain(comment.split("\\n\\s*\\n|<p>|@param|@see", 2)[0]), components);
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|link|linkplain)\\s+([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
