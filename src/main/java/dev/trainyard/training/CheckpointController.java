package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import dev.trainyard.web.Text;
import dev.trainyard.weights.NamedTensors;
import dev.trainyard.weights.NotExportable;
import dev.trainyard.weights.OnnxModel;
import dev.trainyard.weights.SafeTensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/jobs/{id}")
class CheckpointController {
    private final TrainingJobs jobs;
    private final Checkpoints checkpoints;
    private final TrainedModels models;
    private final Verification verification;

    CheckpointController(TrainingJobs jobs, Checkpoints checkpoints, TrainedModels models, Verification verification) {
        this.jobs = jobs;
        this.checkpoints = checkpoints;
        this.models = models;
        this.verification = verification;
    }

    /** All that are kept: the last two and the best one. */
    record CheckpointList(
            List<CheckpointView> data,
            boolean hasMore,
            @Nullable String next) {}

    @GetMapping("/checkpoints")
    CheckpointList list(Tenant tenant, @PathVariable String id) {
        Job job = jobs.find(tenant, id);
        List<CheckpointView> kept = checkpoints.of(tenant.id(), id).stream()
                .map(checkpoint -> CheckpointView.of(checkpoint, job))
                .toList();
        return new CheckpointList(kept, false, null);
    }

    @GetMapping("/checkpoints/{checkpoint}")
    CheckpointView get(Tenant tenant, @PathVariable String id, @PathVariable String checkpoint) {
        Job job = jobs.find(tenant, id);
        return CheckpointView.of(checkpoints.find(tenant.id(), id, checkpoint), job);
    }

    /** Trains the job again and compares; the answer comes when the replay has ended. */
    @PostMapping("/verify")
    Verification.Replay verify(
            Tenant tenant, @PathVariable String id, @RequestParam(required = false) @Nullable String checkpoint) {
        return verification.verify(tenant, id, checkpoint);
    }

    /** The weights of the best checkpoint, or of the one asked for, as a file. */
    @GetMapping("/weights")
    ResponseEntity<Resource> weights(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String checkpoint,
            @RequestParam(defaultValue = "safetensors") String format)
            throws IOException {
        if (format.equals("onnx")) {
            return onnx(tenant, id, checkpoint);
        }
        if (!format.equals("safetensors")) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "There are no weights in the format " + Text.quoted(format) + ".")
                    .at("format", "must be safetensors or onnx");
        }
        TrainedModels.Contents contents = models.read(jobs.find(tenant, id), checkpoint);
        NamedTensors weights = contents.weights();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(SafeTensors.MEDIA_TYPE))
                .contentLength(SafeTensors.bytes(weights))
                .eTag('"' + contents.checkpoint().sha256() + '"')
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".safetensors")
                                .build()
                                .toString())
                .body(new InputStreamResource(SafeTensors.stream(weights)));
    }

    /** The whole model, its preprocessing inside the graph. */
    private ResponseEntity<Resource> onnx(Tenant tenant, String id, @Nullable String checkpoint) throws IOException {
        TrainedModel model = models.load(tenant.id(), id, checkpoint);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            OnnxModel.write(model.network().output(), model.parameters(), model.features(), model.target(), file);
        } catch (NotExportable e) {
            throw Problem.of(ProblemCode.INVALID_MODEL, "The model cannot be written as ONNX: " + e.getMessage() + ".");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(OnnxModel.MEDIA_TYPE))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".onnx")
                                .build()
                                .toString())
                .body(new ByteArrayResource(file.toByteArray()));
    }
}
