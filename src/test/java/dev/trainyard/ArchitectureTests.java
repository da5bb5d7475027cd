package dev.trainyard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

class ArchitectureTests {
    private static final String ROOT = "dev.trainyard";

    /**
     * What each package may use: the packages named here with those below them, and of the engine also all that the
     * named ones may use in turn. What stands in {@code engine} itself is open to the whole engine.
     */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("engine", List.of()),
            Map.entry("engine.kernel", List.of()),
            Map.entry("engine.tensor", List.of("engine.kernel")),
            Map.entry("engine.initializer", List.of("engine.tensor")),
            Map.entry("engine.graph", List.of("engine.tensor", "engine.initializer")),
            Map.entry("engine.op", List.of("engine.graph")),
            Map.entry("engine.loss", List.of("engine.op")),
            Map.entry("engine.layer", List.of("engine.op")),
            Map.entry("engine.optimizer", List.of("engine.tensor")),
            Map.entry("engine.schedule", List.of()),
            Map.entry("engine.metric", List.of("engine.tensor")),
            Map.entry("engine.data", List.of("engine.tensor")),
            Map.entry(
                    "engine.train",
                    List.of(
                            "engine.layer",
                            "engine.loss",
                            "engine.optimizer",
                            "engine.schedule",
                            "engine.metric",
                            "engine.data")),
            Map.entry("engine.inspect", List.of("engine.train")),
            Map.entry("engine.inspect.finding", List.of("engine.inspect")),
            Map.entry("storage", List.of()),
            Map.entry("web", List.of()),
            Map.entry("weights", List.of("engine", "storage")),
            Map.entry("dataset.format", List.of("engine.data")),
            Map.entry("dataset", List.of("dataset.format", "engine.data", "storage", "web")),
            Map.entry("model", List.of("engine", "web")),
            Map.entry("webhook", List.of("web")),
            Map.entry("training", List.of("dataset", "model", "weights", "storage", "engine", "web", "webhook")),
            Map.entry("prediction", List.of("training", "dataset", "model", "weights", "engine", "web")),
            Map.entry("console", List.of("web")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesUseOnlyWhatTheDeclaredGraphAllows() {
        List<String> violations = CLASSES.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isOurs(dependency.getTargetClass()))
                .filter(dependency ->
                        !isAllowed(feature(dependency.getOriginClass()), feature(dependency.getTargetClass())))
                .map(Dependency::getDescription)
                .sorted()
                .toList();
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsInTheDeclaredGraph() {
        Set<String> packages = CLASSES.stream().map(ArchitectureTests::feature).collect(toCollection(TreeSet::new));
        packages.remove("");
        assertThat(MAY_USE.keySet()).containsAll(packages);
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void engineIsPlainJava() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "jdk.incubator.vector..", ROOT + ".engine..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyKernelsUseTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".engine.kernel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..dto..", "..impl..", "..service..", "..controller..")
                .orShould()
                .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Impl|Utils?|Helper|Manager|Mapper))")
                .check(CLASSES);
    }

    @Test
    void controllersRepositoriesAndPropertiesStayInTheirPackage() {
        noClasses()
                .that(describe("are controllers, repositories or properties", ArchitectureTests::isDetail))
                .should()
                .bePublic()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> directories = Files.walk(Path.of("src/main/java/dev/trainyard"))) {
            List<Path> silent = directories
                    .filter(Files::isDirectory)
                    .filter(directory -> !isDescribed(directory.resolve("package-info.java")))
                    .toList();
            assertThat(silent).isEmpty();
        }
    }

    private static boolean isDetail(JavaClass type) {
        return type.isMetaAnnotatedWith(Controller.class)
                || type.isAnnotatedWith(ConfigurationProperties.class)
                || type.isAssignableTo(Repository.class);
    }

    private static boolean isDescribed(Path packageInfo) {
        try {
            String text = Files.readString(packageInfo);
            return text.startsWith("/**") && text.contains("@NullMarked");
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The package's name below the root, the root itself being empty. */
    private static String feature(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
    }

    /** The application class at the root may use everything, and nothing uses it. */
    private static boolean isAllowed(String from, String to) {
        return from.isEmpty()
                || from.equals(to)
                || (to.equals("engine") && from.startsWith("engine."))
                || MAY_USE.getOrDefault(from, List.of()).stream()
                        .anyMatch(used -> covers(used, to) || (covers("engine", used) && isAllowed(used, to)));
    }

    private static boolean covers(String used, String to) {
        return to.equals(used) || to.startsWith(used + ".");
    }
}
