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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Jobs chosen in the list and their curves over one another. */
@OnH2
class PageCompareIT extends BrowserContract {
    private static final Path IRIS = Path.of("src", "test", "resources", "data", "iris.csv");
    private static final Pattern PATH = Pattern.compile("/v1/metrics[^'\\s]+");

    @Test
    void laysTheCurvesOfChosenJobsOverOneAnother() throws IOException {
        String dataset = upload();
        String slow = trained(dataset, 0.2, 0.01, 12);
        String fast = trained(dataset, 0.2, 0.3, 12);
        visit("/jobs");
        tick(slow);
        assertThat(page.locator(".compare-bar")).containsText("tick another");
        tick(fast);
        assertThat(page.locator(".compare-bar")).containsText("2 jobs chosen");
        page.locator(".compare-bar").getByText("Compare").click();
        assertThat(page.locator("h1")).hasText("Compare");
        assertThat(summary())
                .hasText(
                        Pattern.compile(
                                "Loss of validation rows along step. A · learning rate 0.01: from .* B · learning rate 0.3: .*"));
        assertThat(page).hasURL(Pattern.compile(".*#/compare\\?jobs=" + slow + "," + fast));
        assertThat(row("A").getByRole(AriaRole.LINK)).hasAttribute("href", "#/jobs/" + slow);
        assertThat(shownLoss("A")).isCloseTo(validationLoss(slow), within(0.001));
        assertThat(shownLoss("B")).isCloseTo(validationLoss(fast), within(0.001));
        assertThat(page.locator(".differences tbody tr")).hasCount(1);
        assertThat(page.locator(".differences tbody tr")).hasText("Optimizer learning rate0.010.3");
    }

    @Test
    void keepsWhatIsLookedAtInTheAddress() throws IOException {
        String dataset = upload();
        String jobs = trained(dataset, 0.2, 0.01, 8) + "," + trained(dataset, 0.2, 0.3, 8);
        visit("/compare?jobs=" + jobs);
        choose("Training");
        choose("Seconds");
        choose("Logarithmic");
        page.getByLabel("Metric").selectOption("accuracy");
        assertThat(summary()).hasText(Pattern.compile("Accuracy of training rows along seconds.*"));
        String address = page.url();
        visit("/jobs");
        page.navigate(address);
        assertThat(summary()).hasText(Pattern.compile("Accuracy of training rows along seconds. A.* B.*"));
        assertThat(radio("Seconds")).isChecked();
        assertThat(radio("Logarithmic")).isChecked();
        assertThat(page.getByLabel("Metric")).hasValue("accuracy");
        Matcher path =
                PATH.matcher(page.locator(".command code").first().textContent().replace("\\\n", ""));
        assertThat(path.find()).isTrue();
        JsonNode points = calls.get(path.group()).ok().get("data");
        assertThat(points.findValuesAsString("split")).hasSize(16).containsOnly("train");
        assertThat(points.findValuesAsString("name")).containsOnly("accuracy");
    }

    @Test
    void saysWhichJobHasNoSuchCurveAndTakesItOut() throws IOException {
        String dataset = upload();
        String judged = trained(dataset, 0.2, 0.1, 5);
        visit("/compare?jobs=" + judged + "," + trained(dataset, 0, 0.1, 5));
        assertThat(page.getByText("B has no such curve: no rows were held back for validation."))
                .isVisible();
        row("B").getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("tbody .run")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*jobs=" + judged));
        assertThat(page.locator(".differences")).hasCount(0);
    }

    @Test
    void followsAJobThatStillTrains() throws IOException {
        String dataset = upload();
        String ended = trained(dataset, 0.2, 0.1, 5);
        String running = calls.submit(training(dataset, 0, 0.001, 1_000_000));
        visit("/compare?jobs=" + ended + "," + running);
        Locator epochs = row("B").locator("td").nth(1);
        String seen = epochs.textContent();
        assertThat(epochs).not().hasText(seen);
        calls.post("/v1/jobs/" + running + "/cancel", "");
        assertThat(row("B").locator(".status")).hasText("cancelled");
    }

    private void tick(String job) {
        page.locator("input[aria-label$='" + job + "']").check();
    }

    private void choose(String name) {
        radio(name).check();
    }

    private Locator radio(String name) {
        return page.getByRole(
                AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator summary() {
        return page.locator("figure > .visually-hidden");
    }

    private Locator row(String letter) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(letter + " · "));
    }

    private double shownLoss(String letter) {
        return Double.parseDouble(row(letter).locator("td").nth(3).textContent());
    }

    private double validationLoss(String job) {
        return calls.get("/v1/jobs/" + job)
                .ok()
                .at("/metrics/latest/validation/loss")
                .doubleValue();
    }

    private String upload() throws IOException {
        return calls.upload(Files.readString(IRIS));
    }

    private String trained(String dataset, double split, double rate, int epochs) {
        String job = calls.submit(training(dataset, split, rate, epochs));
        calls.end(job);
        return job;
    }

    private static String training(String dataset, double split, double rate, int epochs) {
        return """
                {"dataset": "%s", "target": "species", "epochs": %d, "validation": {"split": %s},
                 "optimizer": {"type": "sgd", "learning_rate": %s}}""".formatted(dataset, epochs, split, rate);
    }
}
