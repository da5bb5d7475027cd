package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.trainyard.OnH2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view in both colors, wide and narrow, for all who use it. */
@OnH2
class PageLookIT extends BrowserContract {
    private static final Path IRIS = Path.of("src", "test", "resources", "data", "iris.csv");

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 400", "DARK, 400"})
    void isAccessibleAndFitsTheWindow(ColorScheme scheme, int width) throws IOException {
        String dataset = calls.upload(Files.readString(IRIS));
        String job = calls.submit(
                "{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 5, \"measure_curvature\": true}"
                        .formatted(dataset));
        String other = calls.submit("{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 4}".formatted(dataset));
        calls.end(job);
        calls.end(other);
        String model = calls.post(
                        "/v1/models", "{\"input_shape\": [4], \"layers\": [{\"type\": \"dense\", \"units\": 3}]}")
                .ok()
                .get("id")
                .stringValue();
        open(new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
        for (String view : List.of(
                "/jobs",
                "/jobs/" + job,
                "/jobs?compare=" + job,
                "/compare?jobs=" + job + "," + other,
                "/datasets",
                "/datasets/" + dataset,
                "/models",
                "/models/" + model,
                "/stage",
                "/train?dataset=" + dataset)) {
            visit(view);
            assertThat(barriers()).as(view).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(view)
                    .isEqualTo(true);
        }
    }

    @Test
    void followsTheSystemsColorsUntilTheSwitchSaysOtherwise() {
        open(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
        visit("/jobs");
        assertThat(brightness()).isLessThan(60);
        page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Dark colors"))
                .click();
        assertThat(brightness()).isGreaterThan(200);
        page.reload();
        page.locator("main h1").waitFor();
        assertThat(brightness()).isGreaterThan(200);
    }

    @Test
    void asksForAKeyWhenTheServerDoesNotKnowTheOneGiven() {
        visit("/jobs");
        button("API key").click();
        page.getByLabel("API key").last().fill("ty_nobodys");
        button("Use it").click();
        assertThat(page.getByText("The server does not know this key.")).isVisible();
        button("Forget it").click();
        assertThat(page.locator("main h1")).hasText("Jobs");
        assertThat(takeComplaints()).allMatch(text -> text.contains("401"));
    }

    private double brightness() {
        Object levels =
                page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)");
        return ((List<?>) levels)
                .stream()
                        .mapToDouble(level -> ((Number) Objects.requireNonNull(level)).doubleValue())
                        .average()
                        .orElseThrow();
    }
}
