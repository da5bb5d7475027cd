package dev.trainyard.prediction;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.web.Problem;
import dev.trainyard.web.Problem.Place;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs/{id}")
class PredictionController {
    private final LoadedNetworks networks;
    private final Predictions predictions;
    private final Evaluations evaluations;
    private final Datasets datasets;

    PredictionController(LoadedNetworks networks, Predictions predictions, Evaluations evaluations, Datasets datasets) {
        this.networks = networks;
        this.predictions = predictions;
        this.evaluations = evaluations;
        this.datasets = datasets;
    }

    /** The dataset to judge by. */
    record EvaluationRequest(String dataset) {}

    @PostMapping(path = "/predictions", consumes = MediaType.APPLICATION_JSON_VALUE)
    void predictJson(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String checkpoint,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LoadedNetwork network = networks.get(tenant.id(), id, checkpoint);
        try (Spool answer = new Spool()) {
            predictions.ofJson(network, request.getInputStream(), answer);
            send(answer, response);
        }
    }

    @PostMapping(
            path = "/predictions",
            consumes = {
                "text/csv",
                "application/csv",
                "text/tab-separated-values",
                "text/plain",
                "application/gzip",
                "application/x-gzip",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    void predictFile(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String checkpoint,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LoadedNetwork network = networks.get(tenant.id(), id, checkpoint);
        try (Spool answer = new Spool()) {
            predictions.ofFile(network, request.getInputStream(), answer);
            send(answer, response);
        }
    }

    /** Nothing is sent before the last row was answered, so that a mistake in it is a clear refusal. */
    private static void send(Spool answer, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLengthLong(answer.bytes());
        try (InputStream bytes = answer.open()) {
            bytes.transferTo(response.getOutputStream());
        }
    }

    @PostMapping("/evaluations")
    EvaluationView evaluate(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String checkpoint,
            @RequestBody EvaluationRequest request)
            throws IOException {
        LoadedNetwork network = networks.get(tenant.id(), id, checkpoint);
        return evaluations.evaluate(network, find(tenant, request.dataset()));
    }

    private Dataset find(Tenant tenant, String id) {
        try {
            return datasets.find(tenant.id(), id);
        } catch (Problem e) {
            if (e.code() == ProblemCode.NOT_FOUND) {
                throw Problem.of(ProblemCode.INVALID_VALUE, List.of(new Place("/dataset", e.detail())));
            }
            throw e;
        }
    }
}
