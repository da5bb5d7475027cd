package dev.trainyard.grafana;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** The names of all configuration properties, Spring's by the metadata in its jars and ours by our records, as the environment spells them. */
final class KnownProperties {
    private KnownProperties() {}

    static Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        for (URL metadata : Collections.list(
                KnownProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = metadata.openStream()) {
                JsonMapper.shared()
                        .readTree(in)
                        .get("properties")
                        .forEach(property ->
                                names.add(normal(property.get("name").stringValue())));
            }
        }
        ours(names);
        return names;
    }

    private static void ours(Set<String> names) {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scan.findCandidateComponents("dev.trainyard").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (RecordComponent component : type.getRecordComponents()) {
                names.add(normal(prefix + component.getName()));
            }
        });
    }

    /** The same for {@code spring.datasource.url} and {@code SPRING_DATASOURCE_URL}. */
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
