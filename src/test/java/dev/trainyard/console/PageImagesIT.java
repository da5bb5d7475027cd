package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.trainyard.OnH2;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images on the page: brought as two files, looked at, learnt, told apart. */
@OnH2
class PageImagesIT extends BrowserContract {
    private static final int IMAGES = 80;
    private static final int ROWS = 6;
    private static final int COLUMNS = 8;
    private static final String MIDDLES_OF_HALVES = """
            (canvas) => {
              const context = canvas.getContext("2d");
              return [1, 4].map((y) => context.getImageData(4, y, 1, 1).data[0]);
            }
            """;

    @Test
    void learnsToTellImagesApart() {
        visit("/train");
        bring();
        assertThat(page.getByText(IMAGES + " rows, 2 columns")).isVisible();
        assertThat(page.getByLabel("Column to learn")).hasValue("label");
        page.getByText("Settings").click();
        page.getByLabel("Epochs").fill("30");
        button("Start training").click();
        Locator predict = page.locator(".step").nth(4);
        assertThat(predict.getByText("This row says: label is 0.")).isVisible();
        assertThat(halves(image("image of the row"))).containsExactly(255, 0);
        predict.getByText("Predict", new Locator.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(predict.locator(".answer")).hasText("0");
        predict.getByLabel("Row of the dataset").fill("1");
        button("Fill in").click();
        assertThat(predict.getByText("This row says: label is 1.")).isVisible();
        predict.getByText("Predict", new Locator.GetByTextOptions().setExact(true))
                .last()
                .click();
        assertThat(predict.locator(".answer")).hasText("1");
        button("Predict the first 24 rows").click();
        assertThat(predict.getByText("24 of 24 right")).isVisible();
        assertThat(image("image of row 1, ✓ 1")).isVisible();
        page.locator(".step a[href*='/jobs/']").click();
        button("Evaluate").click();
        assertThat(page.locator(".confusion .right")).hasText(new String[] {"40", "40"});
        assertThat(barriers()).isEmpty();
    }

    @Test
    void showsTheImagesOfADatasetAndWhatTheyAre() {
        visit("/datasets");
        bring();
        assertThat(page.locator("h1")).hasText("halves-images-idx3-ubyte");
        assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("image")))
                .containsText("tensor " + ROWS + " × " + COLUMNS);
        assertThat(page.locator(".gallery canvas")).hasCount(24);
        assertThat(halves(image("image of row 0, label 0"))).containsExactly(255, 0);
        assertThat(halves(image("image of row 1, label 1"))).containsExactly(0, 255);
        assertThat(barriers()).isEmpty();
    }

    private Locator image(String name) {
        return page.getByRole(
                AriaRole.IMG, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static List<Integer> halves(Locator canvas) {
        return ((List<?>) canvas.evaluate(MIDDLES_OF_HALVES))
                .stream().map(level -> ((Number) level).intValue()).toList();
    }

    /** Images that are bright above where they are labelled 0, below where 1, chosen together with their labels. */
    private void bring() {
        byte[] pixels = new byte[IMAGES * ROWS * COLUMNS];
        byte[] labels = new byte[IMAGES];
        int half = ROWS * COLUMNS / 2;
        for (int i = 0; i < IMAGES; i++) {
            int bright = (2 * i + i % 2) * half;
            labels[i] = (byte) (i % 2);
            Arrays.fill(pixels, bright, bright + half, (byte) (i < 2 ? 230 : 150 + i));
        }
        page.locator("input[type=file]").setInputFiles(new FilePayload[] {
            file("halves-labels-idx1-ubyte", labels, IMAGES),
            file("halves-images-idx3-ubyte", pixels, IMAGES, ROWS, COLUMNS)
        });
    }

    /** An IDX file of unsigned bytes. */
    private static FilePayload file(String name, byte[] values, int... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        bytes.putInt(0x800 + dimensions.length);
        Arrays.stream(dimensions).forEach(bytes::putInt);
        return new FilePayload(
                name, "application/octet-stream", bytes.put(values).array());
    }
}
