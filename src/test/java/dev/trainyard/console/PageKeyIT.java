package dev.trainyard.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.OnH2;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The page on a server that others can reach: it shows itself to all, and data to those who have a key. */
@OnH2
@TestPropertySource(properties = {"server.address=0.0.0.0", "trainyard.admin-key=" + PageKeyIT.ADMIN_KEY})
class PageKeyIT extends BrowserContract {
    static final String ADMIN_KEY = "a key for these tests only";

    @Test
    void asksForAKeyAndTrainsWithIt() {
        String key = make();
        String dataset = upload(key);
        visit("/train?dataset=" + dataset);
        assertThat(page.getByText("This server needs a key.")).isVisible();
        takeComplaints();
        page.getByLabel("API key").last().fill(key);
        button("Use it").click();
        button("Start training").click();
        assertThat(page.locator(".step").nth(4).locator("form")).isVisible();
        assertThat(page.locator(".step").nth(3).locator(".status")).hasText("succeeded");
        String line = page.locator(".step").nth(3).locator(".command code").textContent();
        assertThat(line).contains("\"Authorization: Bearer $TRAINYARD_KEY\"").doesNotContain(key);
        assertThat(page.locator("body").innerHTML()).doesNotContain(key);
    }

    private String make() {
        return send("/v1/keys", ADMIN_KEY, "application/json", """
                {"tenant": "acme", "scopes": ["read", "submit", "predict"]}""").get("key").stringValue();
    }

    private String upload(String key) {
        return send("/v1/datasets", key, "text/csv", "a,b,kind\n1,2,x\n2,1,y\n1,3,x\n3,1,y\n")
                .get("id")
                .stringValue();
    }

    private JsonNode send(String path, String key, String type, String body) {
        return calls.send(calls.request(path)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build())
                .ok();
    }
}
