package dev.trainyard.training;

import dev.trainyard.dataset.Dataset;
import dev.trainyard.dataset.Datasets;
import dev.trainyard.dataset.Upload;
import dev.trainyard.dataset.Uploads;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import dev.trainyard.web.Wait;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A file, the name of the column to learn, and the model comes back: both calls in one. */
@RestController
class UploadAndTrain {
    private static final String TARGET = "target";
    private static final String CONFIG = "config";

    private final Uploads uploads;
    private final Datasets datasets;
    private final Submissions submissions;
    private final JobController controller;
    private final JsonRecords records;

    UploadAndTrain(
            Uploads uploads,
            Datasets datasets,
            Submissions submissions,
            JobController controller,
            JsonRecords records) {
        this.uploads = uploads;
        this.datasets = datasets;
        this.submissions = submissions;
        this.controller = controller;
        this.records = records;
    }

    /** Parts: {@code file} (and {@code labels}, {@code name}, {@code format} as for a dataset), {@code target}, {@code config}. */
    @PostMapping(path = "/v1/jobs", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> submit(
            Tenant tenant,
            HttpServletRequest http,
            @RequestParam(name = "validate_only", defaultValue = "false") boolean validateOnly,
            Wait wait)
            throws IOException {
        Upload upload = uploads.receive(tenant.id(), http, Set.of(TARGET, CONFIG));
        JobRequest request = request(tenant, upload);
        Dataset dataset = datasets.create(tenant.id(), upload);
        try {
            JobRequest job = request.forDataset(dataset.id(), upload.fields().get(TARGET));
            if (validateOnly) {
                JsonNode checked = submissions.check(tenant, job);
                datasets.delete(tenant.id(), dataset.id());
                return ResponseEntity.ok(checked);
            }
            return controller.finished(tenant, submissions.submit(tenant, job), wait);
        } catch (Problem problem) {
            // The dataset came for this job only.
            datasets.delete(tenant.id(), dataset.id());
            throw problem;
        }
    }

    /** Reads the configuration before the file is looked at; a mistake in it gives the file up. */
    private JobRequest request(Tenant tenant, Upload upload) {
        try {
            JobRequest request = config(upload.fields().get(CONFIG));
            if (request.dataset() != null) {
                throw Problem.of(
                        ProblemCode.INVALID_VALUE,
                        List.of(new Problem.Place("/dataset", "must not come together with a file")));
            }
            return request;
        } catch (Problem problem) {
            uploads.discard(tenant.id(), upload);
            throw problem;
        }
    }

    private JobRequest config(@Nullable String config) {
        return records.read(JsonText.read(config == null ? "{}" : config), JobRequest.class);
    }
}
