package dev.trainyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.ApplicationContract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

@ApplicationContract
abstract class ApiDescriptionContract {
    /** The container's error path, which answers 404 to clients, and the parts of health that are not shown. */
    private static final Set<String> HIDDEN = Set.of("/error", "/actuator/health/**");

    @Autowired
    RestTestClient client;

    @Autowired
    ApplicationContext context;

    private final ApiSpecification specification = ApiSpecification.read();

    @Test
    void describesTheRegisteredRoutesAndNoOthers() {
        Set<String> registered = new TreeSet<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> addRoutes(mapping.getHandlerMethods().keySet(), registered));
        assertThat(specification.operations().keySet()).isEqualTo(registered);
    }

    @Test
    void servesTheVeryFile() throws IOException {
        client.get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(Files.readString(ApiSpecification.FILE));
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .isEqualTo(specification.json());
    }

    @Test
    void showsItInSwaggerWithoutOtherServers() {
        String page = client.get()
                .uri("/swagger-ui/")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(page).doesNotContain("http://", "https://");
        for (String asset : new String[] {
            "/swagger-ui/start.js", "/webjars/swagger-ui/swagger-ui.css", "/webjars/swagger-ui/swagger-ui-bundle.js"
        }) {
            assertThat(page).contains(asset);
            client.get().uri(asset).exchange().expectStatus().isOk();
        }
    }

    private static void addRoutes(Collection<RequestMappingInfo> mappings, Set<String> routes) {
        for (RequestMappingInfo mapping : mappings) {
            for (String path : mapping.getPatternValues()) {
                if (!HIDDEN.contains(path)) {
                    for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                        routes.add(method + " " + path);
                    }
                }
            }
        }
    }
}
