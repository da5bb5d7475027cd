package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.trainyard.OnH2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stage on which one example teaches a small network. */
@OnH2
class PageStageIT extends BrowserContract {
    private static final Path IRIS = Path.of("src", "test", "resources", "data", "iris.csv");
    private static final int SCENES_OF_A_STEP = 3 + 1 + 3 + 1;

    @Test
    void showsAnExampleGoForwardItsErrorComeBackAndTheWeightsMove() throws IOException {
        visit("/stage?dataset=" + calls.upload(Files.readString(IRIS)));
        button("Show the steps").click();
        Locator slider = page.getByLabel("Scene");
        assertThat(slider).hasAttribute("max", String.valueOf(5 * SCENES_OF_A_STEP - 1));
        assertThat(title()).hasText("Step 1 of 5 · Forward: dense_1");
        assertThat(units("blank")).hasCount(3 + 3);
        next(3);
        assertThat(title()).hasText("Step 1 of 5 · Compare");
        assertThat(words()).containsText("right is setosa");
        assertThat(units("blank")).hasCount(0);
        next(1);
        assertThat(title()).hasText("Step 1 of 5 · Back: output");
        assertThat(units("error")).hasCount(4 + 4 + 3 + 3);
        next(3);
        assertThat(title()).hasText("Step 1 of 5 · The weights move");
        page.getByText("The numbers of this scene").click();
        assertThat(page.locator(".player tbody tr")).hasCount(4 * 4 + 4 + 3 * 4 + 3 + 3 * 3 + 3);
        slider.focus();
        page.keyboard().press("End");
        assertThat(title()).hasText("Step 5 of 5 · The weights move");
        List<Double> losses = page.locator(".losses li > :last-child").allTextContents().stream()
                .map(Double::valueOf)
                .toList();
        assertThat(losses).hasSize(5).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void saysHowLargeANetworkItShows() throws IOException {
        visit("/stage?dataset=" + calls.upload(Files.readString(IRIS)));
        page.getByLabel("Hidden units").fill("500");
        button("Show the steps").click();
        assertThat(page.locator(".problem")).containsText("at most 2000");
        assertThat(takeComplaints()).allMatch(text -> text.contains("422"));
    }

    private void next(int scenes) {
        for (int i = 0; i < scenes; i++) {
            button("Next").click();
        }
    }

    private Locator title() {
        return page.locator(".scene-title");
    }

    private Locator words() {
        return page.locator(".scene-words");
    }

    private Locator units(String state) {
        return page.locator(".unit." + state);
    }
}
