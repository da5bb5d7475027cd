package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import dev.trainyard.OnH2;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tour from a file to a prediction, as people take it. */
@OnH2
class PageTourIT extends BrowserContract {
    private static final Path IRIS = Path.of("src", "test", "resources", "data", "iris.csv");
    private static final String DROP = """
            ([zone, name, text]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([text], name, { type: "text/csv" }));
              for (const type of ["dragover", "drop"]) {
                zone.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
              }
            }
            """;

    @Test
    void leadsFromADroppedFileToAPrediction() throws IOException {
        visit("/train");
        drop("iris.csv", Files.readString(IRIS));
        assertThat(page.getByText("150 rows, 5 columns")).isVisible();
        assertThat(page.getByLabel("Column to learn")).hasValue("species");
        step(3).locator("form").waitFor();
        page.getByText("Settings").click();
        // Some seconds of work on a fast machine, so that there is a curve to watch.
        page.getByLabel("Hidden layers").fill("512, 512");
        train(1500);
        Locator rows = curve();
        int first = rows.count();
        page.waitForCondition(() -> rows.count() > first);
        Locator step = step(5);
        assertThat(step.getByText("This row says: species is setosa.")).isVisible();
        step.getByText("Predict", new Locator.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(step.locator(".answer")).hasText("setosa");
        assertThat(step.locator(".shares li")).hasCount(3);
    }

    @Test
    void showsCurlLinesThatDoTheSame() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "No curl here");
        visit("/train?dataset=" + calls.upload(Files.readString(IRIS)));
        page.getByText("Settings").click();
        page.getByLabel("Seed").fill("11");
        train(8);
        step(5).waitFor();
        assertThat(step(5).locator("form")).isVisible();
        JsonNode queued = shell(line(3));
        JsonNode again = calls.end(queued.get("id").stringValue());
        String seen = page.locator(".step a[href*='/jobs/']").getAttribute("href");
        JsonNode here = calls.end(seen.substring(seen.lastIndexOf('/') + 1));
        assertThat(again.at("/result/weights_sha256")).isEqualTo(here.at("/result/weights_sha256"));
        assertThat(shell(line(5)).at("/predictions/0/label").stringValue()).isEqualTo("setosa");
    }

    @Test
    void isWalkedByKeyboardAlone() throws IOException {
        String dataset = calls.upload(Files.readString(IRIS));
        calls.upload("x,kind\n1,a\n2,b\n");
        page.navigate(base());
        page.locator("main:not([aria-busy]) h1").first().waitFor();
        press("Tab");
        assertThat(focused()).hasText("Skip to the content");
        press("Enter");
        assertThat(page.locator("main")).isFocused();
        tabTo("Train");
        press("Enter");
        page.getByText("Five steps").waitFor();
        Locator earlier = page.getByLabel("or take one that is here already");
        earlier.waitFor();
        for (int i = 0; i < 30 && !Boolean.TRUE.equals(earlier.evaluate("e => e === document.activeElement")); i++) {
            press("Tab");
        }
        while (!earlier.inputValue().equals(dataset)) {
            press("ArrowDown");
            assertThat(page.locator("#announcer")).containsText("Step 2 is about");
            assertThat(earlier).isFocused();
        }
        step(3).locator("form").waitFor();
        tabTo("Start training");
        press("Enter");
        assertThat(step(5).locator("form")).isVisible();
        tabTo("Predict");
        press("Enter");
        assertThat(step(5).locator(".answer")).hasText("setosa");
    }

    @Test
    void saysWhatTheServerRefusesAndWhere() throws IOException {
        visit("/train?dataset=" + calls.upload(Files.readString(IRIS)));
        page.getByText("Settings").click();
        page.getByLabel("Hidden layers").fill("90000000, 90000000");
        button("Start training").click();
        assertThat(step(3).locator(".problem")).containsText("/model/layers/");
        assertThat(step(3).locator(".problem")).containsText("memory_limit");
        assertThat(takeComplaints()).allMatch(text -> text.contains("422"));
    }

    @Test
    void offersToHoldRowsBackAndSaysWhatHappensElse() throws IOException {
        visit("/train?dataset=" + calls.upload(Files.readString(IRIS)));
        Locator held = page.getByLabel("Rows held back for validation");
        assertThat(held.locator("option").first()).hasText("default: none");
        assertThat(step(3)).containsText("Of 150 rows none are held back by default");
        held.selectOption("0.2");
        train(6);
        assertThat(step(5).locator("form")).isVisible();
        assertThat(step(3).locator(".command code")).containsText("\"validation\":{\"split\":0.2}");
        Locator rows = curve();
        page.waitForCondition(() -> rows.count() == 6);
        assertThat(rows.last().locator("td").last()).not().hasText("–");
    }

    @Test
    void showsWhatTheServerWouldChoose() throws IOException {
        String dataset = calls.upload(Files.readString(IRIS));
        JsonNode chosen = calls.post(
                        "/v1/jobs?validate_only=true",
                        "{\"dataset\": \"%s\", \"target\": \"species\"}".formatted(dataset))
                .ok();
        visit("/train?dataset=" + dataset);
        page.getByText("Settings").click();
        assertThat(page.getByLabel("Epochs"))
                .hasAttribute("placeholder", chosen.get("epochs").toString());
        assertThat(page.getByLabel("Optimizer").locator("option").first())
                .hasText("default: " + chosen.at("/optimizer/type").stringValue());
    }

    @Test
    void showsHostileNamesAsText() {
        String script = "<script>alert(1)</script>";
        String image = "\"><img src=x onerror=alert(2)>";
        visit("/train");
        drop(
                "<img src=x onerror=alert(3)>.csv",
                "\"%s\",\"%s\",kind\n1,2,a\n2,1,b\n1,3,a\n3,1,b\n".formatted(script, image.replace("\"", "\"\"")));
        assertThat(step(2).locator(".boxes").getByText(script)).isVisible();
        train(3);
        assertThat(step(5).locator("form").getByText(image)).isVisible();
        page.locator(".step a[href*='/jobs/']").click();
        assertThat(page.locator("h1")).hasText("kind from <img src=x onerror=alert(3)>.csv");
        assertThat(page.locator("img[src='x'], main script")).hasCount(0);
    }

    private void drop(String name, String text) {
        Locator zone = page.locator(".drop");
        zone.waitFor();
        page.evaluate(DROP, List.of(zone.elementHandle(), name, text));
    }

    private void train(int epochs) {
        step(3).locator("form").waitFor();
        if (!page.getByLabel("Epochs").isVisible()) {
            page.getByText("Settings").click();
        }
        page.getByLabel("Epochs").fill(String.valueOf(epochs));
        button("Start training").click();
    }

    /** The rows of the loss curve's table, once it has one. */
    private Locator curve() {
        page.getByText("As a table").click();
        Locator rows = step(4).locator("tbody tr");
        rows.first().waitFor();
        return rows;
    }

    private Locator step(int number) {
        return page.locator(".step").nth(number - 1);
    }

    private String line(int number) {
        return step(number).locator(".command code").textContent();
    }

    private static JsonNode shell(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line).start();
        byte[] answer = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(line).isZero();
        return JsonMapper.shared().readTree(new String(answer, StandardCharsets.UTF_8));
    }

    private void press(String key) {
        page.keyboard().press(key);
    }

    private Locator focused() {
        return page.locator(":focus");
    }

    /** Presses Tab, or Shift and Tab where that is the way, until the focus is on what has this text. */
    private void tabTo(String text) {
        for (int i = 0; i < 80; i++) {
            if (focused().count() == 1 && text.equals(focused().textContent())) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("The keyboard does not reach " + text);
    }
}
