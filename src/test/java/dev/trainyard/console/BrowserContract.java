package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.trainyard.ApplicationContract;
import dev.trainyard.RestCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * A browser on a running application of its own, for others' tests leave jobs behind whose datasets are deleted. A test fails when the page logs an error, throws one, or sends a request to
 * another host.
 */
@ApplicationContract
@TestPropertySource(properties = "spring.application.name=page")
abstract class BrowserContract {
    private static final String AXE = axe();
    private static final String CHECK = """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((rule) =>
              `${rule.id}: ${rule.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`)
            """;

    @LocalServerPort
    int port;

    private final List<String> complaints = new ArrayList<>();
    private @Nullable BrowserContext context;
    private @Nullable Integer detour;
    Page page;
    RestCalls calls;

    @BeforeEach
    void openBrowser() {
        assumeTrue(
                Chromium.path().isPresent(),
                "No Chromium here: install Debian's package chromium, or name one in CHROMIUM");
        calls = new RestCalls(URI.create(base()));
        open(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    @AfterEach
    void closesWithoutComplaints() {
        if (context != null) {
            context.close();
            assertThat(complaints).isEmpty();
        }
    }

    /** Opens a browser window in place of the one before. */
    final void open(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        BrowserContext opened = Chromium.shared().newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        opened.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        context = opened;
        page = opened.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(base()) && !request.url().startsWith("blob:" + base())) {
                complaints.add("left the host: " + request.url());
            }
        });
    }

    String base() {
        return "http://localhost:" + (detour == null ? port : detour);
    }

    /** Lets the page reach the server by another port from now on. */
    void reachBy(int other) {
        detour = other;
    }

    /** Goes to a view, such as {@code /jobs}, and waits until it is there. */
    void visit(String view) {
        page.navigate(base() + "/#" + view);
        page.locator("main:not([aria-busy]) h1").first().waitFor();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** What keeps people from using the view that is open, as far as axe knows. */
    List<?> barriers() {
        page.evaluate(AXE);
        return (List<?>) Objects.requireNonNull(page.evaluate(CHECK));
    }

    private static String axe() {
        String file = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream stream = Objects.requireNonNull(BrowserContract.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the browser logged so far, which the test expects and answers for. */
    List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }
}
