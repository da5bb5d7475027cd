package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.trainyard.OnH2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a job's page shows of the inside of the layers: spectra, curvature, dead and saturated units. */
@OnH2
class PageLayersIT extends BrowserContract {
    private static final Path IRIS = Path.of("src", "test", "resources", "data", "iris.csv");
    /** How many colors but the background's a chart's canvas has. */
    private static final String COLORS = """
            (canvas) => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              const seen = new Set();
              for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] === 255) {
                  seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
                }
              }
              return seen.size;
            }
            """;

    @Test
    void showsHowTheWeightsOfEachLayerStretch() throws IOException {
        String job = calls.submit(training(2000, ""));
        calls.end(job);
        visit("/jobs/" + job);
        Locator spectra = section("Spectra");
        assertThat(spectra.getByRole(AriaRole.ROWHEADER))
                .hasText(new String[] {"first.weight", "second.weight", "output.weight"});
        assertThat(spectra.locator("tbody tr").nth(1)).containsText("8 × 16");
        JsonNode newest = newest(layers(job).get("spectra"), "second.weight");
        Locator numbers = spectra.locator("tbody tr").nth(1).locator(".range .number");
        assertThat(Double.parseDouble(numbers.first().textContent()))
                .isCloseTo(newest.get("smallest").doubleValue(), within(0.01));
        assertThat(Double.parseDouble(numbers.last().textContent()))
                .isCloseTo(newest.get("largest").doubleValue(), within(0.01));
        assertThat(spectra.locator(".range").first()).hasText(Pattern.compile("[0-9.]+ to [0-9.]+"));
        Locator summary = spectra.locator("figure .visually-hidden").last();
        assertThat(summary).hasText(Pattern.compile("Largest singular value over the epochs. first.weight: from .*"));
        choose("Condition number");
        assertThat(summary).hasText(Pattern.compile("Condition number over the epochs.*output.weight: from .*"));
        assertThat((Integer) spectra.locator(".plot canvas").evaluate(COLORS)).isGreaterThan(3);
    }

    @Test
    void setsTheCurvatureAgainstTheLearningRate() throws IOException {
        String job = calls.submit(training(
                40, "\"measure_curvature\": true, \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.05}"));
        calls.end(job);
        visit("/jobs/" + job);
        Locator curvature = section("Curvature");
        assertThat(curvature.locator(".verdict")).containsText("up to 2 is stable");
        assertThat((Integer) curvature.locator(".plot canvas").evaluate(COLORS)).isGreaterThan(2);
        curvature.getByText("As a table").click();
        JsonNode points = layers(job).get("curvatures");
        assertThat(curvature.locator("tbody tr")).hasCount(points.size());
        List<Double> first = curvature.locator("tbody tr").first().locator("th, td").allTextContents().stream()
                .map(text -> Double.valueOf(text.replace(",", "")))
                .toList();
        double rate = points.get(0).get("learning_rate").doubleValue();
        assertThat(first.get(2)).isCloseTo(points.get(0).get("largest").doubleValue(), within(0.01));
        assertThat(first.get(4)).isCloseTo(2 / rate, within(0.1));
        assertThat(first.get(5)).isCloseTo(points.get(0).get("sharpness").doubleValue(), within(0.001));
    }

    @Test
    void setsTheEdgeHigherWhereMomentumDoes() throws IOException {
        String job = calls.submit(
                training(
                        30,
                        "\"measure_curvature\": true, \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.02, \"momentum\": 0.5}"));
        calls.end(job);
        visit("/jobs/" + job);
        assertThat(section("Curvature").locator(".verdict")).containsText("up to 3 is stable");
        assertThat(section("Curvature").locator(".legend")).containsText("3 / learning rate");
    }

    @Test
    void saysHowToMeasureTheCurvatureWhereItWasNot() throws IOException {
        String job = calls.submit(training(2, ""));
        calls.end(job);
        visit("/jobs/" + job);
        assertThat(section("Curvature")).containsText("\"measure_curvature\": true");
    }

    @Test
    void bringsNewSpectraWhileTheJobTrains() throws IOException {
        String job = calls.submit(training(500_000, ""));
        visit("/jobs/" + job);
        Locator caption = section("Spectra").locator("figcaption").first();
        String seen = caption.textContent();
        assertThat(seen).startsWith("After epoch");
        assertThat(caption).not().hasText(seen);
        button("Cancel").click();
        assertThat(page.locator(".job-head .status")).hasText("cancelled");
    }

    @Test
    void offersTheQuantitiesThatTheLayersHave() throws IOException {
        String job = calls.submit(training(10, ""));
        calls.end(job);
        visit("/jobs/" + job);
        Locator picker = page.getByLabel("What the colors show");
        assertThat(picker.locator("option[value=dead_fraction]")).isDisabled();
        picker.selectOption("saturated_fraction");
        assertThat(section("Gradient flow")).containsText("hardly any gradient comes through");
        Locator heat = page.locator(".heat canvas");
        assertThat(heat).hasAttribute("aria-label", Pattern.compile("Saturated fraction of 3 layers.*"));
        heat.focus();
        page.keyboard().press("ArrowRight");
        Pattern value = Pattern.compile("first, step \\d+: saturated fraction [0-9.]+");
        assertThat(page.locator(".heat-at")).hasText(value);
        assertThat(heat).hasAttribute("aria-valuetext", value);
        assertThat(section("Gradient flow")).containsText("Between 10⁻⁴ and 10⁻², shaded");
    }

    @Test
    void showsWhichLayerIsDead() throws IOException {
        String job = calls.submit("""
                {"dataset": "%s", "target": "species", "epochs": 3, "model": {"layers": [
                  {"type": "dense", "units": 16, "activation": "relu", "name": "first"},
                  {"type": "dense", "units": 8, "activation": "relu", "name": "second",
                   "initializer": {"type": "constant", "value": -1}}]}}""".formatted(calls.upload(Files.readString(IRIS))));
        calls.end(job);
        visit("/jobs/" + job);
        page.getByLabel("What the colors show").selectOption("dead_fraction");
        Locator heat = page.locator(".heat canvas");
        assertThat(heat).hasAttribute("aria-label", Pattern.compile("Dead fraction of 3 layers.*"));
        heat.focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".heat-at")).hasText("second, step 1: dead fraction 1");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".heat-at")).containsText("output, step 1: dead fraction has no meaning here");
    }

    private Locator section(String title) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(title).setExact(true));
    }

    private void choose(String name) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name))
                .check();
    }

    private JsonNode layers(String job) {
        return calls.get("/v1/jobs/" + job + "/layers").ok();
    }

    private static JsonNode newest(JsonNode spectra, String parameter) {
        return IntStream.range(0, spectra.size())
                .mapToObj(i -> spectra.get(spectra.size() - 1 - i))
                .filter(spectrum -> spectrum.get("parameter").stringValue().equals(parameter))
                .findFirst()
                .orElseThrow();
    }

    /** Of a network with tanh. */
    private String training(int epochs, String more) throws IOException {
        return """
                {"dataset": "%s", "target": "species", "epochs": %d, %s "model": {"layers": [
                  {"type": "dense", "units": 16, "activation": "tanh", "name": "first"},
                  {"type": "dense", "units": 8, "activation": "tanh", "name": "second"}]}}""".formatted(calls.upload(Files.readString(IRIS)), epochs, more.isEmpty() ? "" : more + ",");
    }
}
