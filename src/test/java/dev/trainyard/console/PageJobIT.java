package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.trainyard.OnH2;
import dev.trainyard.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A job's own page. */
@OnH2
class PageJobIT extends BrowserContract {
    private static final Path IRIS = Path.of("src", "test", "resources", "data", "iris.csv");
    private static final String COLORS = """
        () => {
          const canvas = document.querySelector(".heat canvas");
          const row = canvas.height / 9;
          const context = canvas.getContext("2d");
          return Array.from({ length: 9 }, (_, i) =>
            context.getImageData(canvas.width / 2, Math.floor((i + 0.5) * row), 1, 1).data.join());
        }
        """;

    private static final String TALLY = """
        async () => {
          const { eventLog } = await import("/console/parts/eventLog.js");
          const log = eventLog();
          ["finding", "checkpoint", "finding", "metrics", "metrics"].forEach((type) =>
            log.add({ type, time: "2026-01-01T00:00:00Z", data: {} }));
          return log.element.querySelector(".tally").textContent;
        }
        """;

    /** Whether there is ink where an axis has its labels, for losses of a size. */
    private static final String LABELED = """
        async ([size, log]) => {
          const { lineChart } = await import("/console/parts/chart.js");
          const chart = lineChart([{ name: "loss", color: "--ink" }], { signal: new AbortController().signal, log });
          document.querySelector("main").append(chart.element);
          chart.set([[1, 7, 2.5, 4].map((y, x) => [x, y * size])]);
          await new Promise(requestAnimationFrame);
          const canvas = chart.element.querySelector("canvas");
          const room = canvas.getContext("2d").getImageData(0, 0, 56 * devicePixelRatio, canvas.height / 2).data;
          return room.some((level, i) => i % 4 === 3 && level > 0);
        }
        """;

    @ParameterizedTest
    @CsvSource({"1e-30, false", "1e-30, true", "1, false", "1, true", "1e35, false", "1e35, true"})
    void labelsTheAxisOfALossOfAnySize(double size, boolean logarithmic) {
        visit("/jobs");
        assertThat(page.evaluate(LABELED, List.of(size, logarithmic))).isEqualTo(true);
    }

    @Test
    void countsEventsInWords() {
        visit("/jobs");
        assertThat(page.evaluate(TALLY)).isEqualTo("2 findings · 1 checkpoint · 2 metrics");
    }

    @Test
    void explainsWhyTheGradientVanishesAndShowsWhere() throws IOException {
        String job = calls.submit(sigmoids(upload()));
        calls.end(job);
        visit("/jobs/" + job);
        Locator finding = page.locator(".finding").filter(new Locator.FilterOptions().setHasText("Vanishing gradient"));
        assertThat(finding).containsText("First to last gradient ratio");
        assertThat(finding).containsText("he");
        assertThat(finding.getByText("Remedy")).isVisible();
        assertThat(page.getByText("Marked: ")).containsText("vanishing gradient at step");
        Locator heat = page.locator(".heat canvas");
        assertThat(heat).hasAttribute("aria-label", Pattern.compile("Gradient norm of 9 layers.*"));
        assertThat(((List<?>) page.evaluate(COLORS)).stream().distinct()).hasSizeGreaterThan(5);
        heat.focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".heat-at")).containsText("d2, step 1: gradient norm");
        page.getByLabel("What the colors show").selectOption("update_ratio");
        assertThat(heat).hasAttribute("aria-label", Pattern.compile("Update ratio.*"));
        page.getByText("The latest step as a table").click();
        assertThat(page.getByRole(
                        AriaRole.ROWHEADER,
                        new Page.GetByRoleOptions().setName("d8").setExact(true)))
                .isVisible();
    }

    @Test
    void pausesResumesAndCancelsATraining() throws IOException {
        String job =
                calls.submit("{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 1000000}".formatted(upload()));
        visit("/jobs/" + job);
        button("Pause").click();
        assertThat(status()).hasText("paused");
        button("Resume").click();
        assertThat(button("Pause")).isVisible();
        button("Cancel").click();
        assertThat(status()).hasText("cancelled");
        assertThat(calls.end(job).get("status").stringValue()).isEqualTo("cancelled");
        assertThat(button("Cancel")).isHidden();
    }

    @Test
    void evaluatesAndHandsOutTheWeights() throws IOException {
        String job = calls.submit("{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 20}".formatted(upload()));
        calls.end(job);
        visit("/jobs/" + job);
        assertThat(page.locator("[data-metric=accuracy] p"))
                .hasText(Pattern.compile("Training: from 0[0-9.]+ to [0-9.]+\\."));
        button("Evaluate").click();
        assertThat(page.locator(".confusion tbody tr")).hasCount(3);
        int rows = page.locator(".confusion .cell").allTextContents().stream()
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(rows).isEqualTo(150);
        Download download =
                page.waitForDownload(() -> button("Download safetensors").click());
        assertThat(download.suggestedFilename()).isEqualTo(job + ".safetensors");
        assertThat(Files.readAllBytes(download.path()))
                .isEqualTo(calls.get("/v1/jobs/" + job + "/weights").body());
    }

    @Test
    void missesNoEventWhenTheConnectionIsLost() throws IOException {
        String job =
                calls.submit("{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 1000000}".formatted(upload()));
        try (TcpProxy proxy = new TcpProxy("localhost", port)) {
            reachBy(proxy.port());
            visit("/jobs/" + job);
            assertThat(page.locator(".live")).hasText("Live");
            proxy.set(TcpProxy.Weather.CUT);
            assertThat(page.locator(".live")).hasText("The connection is lost; trying again");
            proxy.set(TcpProxy.Weather.FAIR);
            assertThat(page.locator(".live")).hasText("Live");
            button("Cancel").click();
            assertThat(status()).hasText("cancelled");
            assertThat(page.locator(".log li").first()).containsText("cancelled");
            assertThat(eventsSeen()).isEqualTo(events(job));
            page.close();
        }
        assertThat(takeComplaints()).allMatch(text -> text.contains("net::ERR_"));
    }

    /** As many as the page has counted, of all types. */
    private int eventsSeen() {
        String tally = page.locator(".tally").textContent();
        return Pattern.compile("[0-9,]+")
                .matcher(tally)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group().replace(",", "")))
                .sum();
    }

    private int events(String job) {
        JsonNode list = calls.get("/v1/jobs/" + job + "/events?limit=1000").ok();
        int count = list.get("data").size();
        while (list.get("has_more").booleanValue()) {
            list = calls.get("/v1/jobs/" + job + "/events?limit=1000&after="
                            + list.get("next").stringValue())
                    .ok();
            count += list.get("data").size();
        }
        return count;
    }

    @Test
    void findsJobsByStatusAndByWords() throws IOException {
        String mine = "find me " + System.nanoTime();
        String job = calls.submit("""
            {"dataset": "%s", "target": "species", "epochs": 2, "metadata": {"note": "%s"}}\
            """.formatted(upload(), mine));
        calls.end(job);
        visit("/jobs");
        page.getByLabel("Find by name or metadata").fill(mine);
        Locator rows = page.locator(".jobs tbody tr:visible");
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("species from");
        choose("failed");
        assertThat(page.getByText("No job fits the filter.")).isVisible();
        choose("succeeded");
        assertThat(rows).hasCount(1);
        rows.getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".crumbs")).containsText(job);
    }

    @Test
    void showsJobsWhoseDatasetIsDeletedWithoutAskingForIt() throws IOException {
        String dataset = upload();
        String job = calls.submit("{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 2}".formatted(dataset));
        calls.end(job);
        delete(dataset);
        visit("/jobs");
        assertThat(page.locator("a[href='#/jobs/" + job + "']")).hasText("species from a deleted dataset");
        visit("/jobs/" + job);
        assertThat(page.locator("h1")).hasText("species from a deleted dataset");
        assertThat(button("Download safetensors")).isVisible();
        page.getByText("Configuration").click();
        assertThat(page.getByText(dataset + " (deleted)")).isVisible();
    }

    @Test
    void showsAJobWhoseDatasetIsDeletedMeanwhile() throws IOException {
        String dataset = upload();
        String job = calls.submit("{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 2}".formatted(dataset));
        calls.end(job);
        visit("/jobs");
        Locator name = page.locator("a[href='#/jobs/" + job + "']");
        assertThat(name).isVisible();
        delete(dataset);
        name.click();
        assertThat(page.locator(".crumbs")).containsText(job);
        assertThat(button("Download safetensors")).isVisible();
        assertThat(takeComplaints()).isEmpty();
    }

    private void delete(String dataset) {
        assertThat(calls.send(calls.request("/v1/datasets/" + dataset).DELETE().build())
                        .status())
                .isEqualTo(204);
    }

    private void choose(String status) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(status))
                .check();
    }

    private Locator status() {
        return page.locator(".job-head .status");
    }

    private String upload() throws IOException {
        return calls.upload(Files.readString(IRIS));
    }

    /** Eight layers that begin with weights so small that hardly anything comes back to the first. */
    private static String sigmoids(String dataset) {
        String layers =
                IntStream.rangeClosed(1, 8).mapToObj(i -> """
                    {"type": "dense", "units": 24, "activation": "sigmoid", "name": "d%d",
                     "initializer": {"type": "normal", "std": 0.05}}\
                    """.formatted(i)).collect(Collectors.joining(","));
        return "{\"dataset\": \"%s\", \"target\": \"species\", \"epochs\": 5, \"model\": {\"layers\": [%s]}}"
                .formatted(dataset, layers);
    }
}
