package dev.trainyard.dataset;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Page;
import dev.trainyard.web.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping("/v1/datasets")
class DatasetController {
    private final Datasets datasets;
    private final DatasetRecords records;
    private final Uploads uploads;

    DatasetController(Datasets datasets, DatasetRecords records, Uploads uploads) {
        this.datasets = datasets;
        this.records = records;
        this.uploads = uploads;
    }

    @PostMapping
    ResponseEntity<DatasetView> upload(Tenant tenant, HttpServletRequest request) throws IOException {
        Upload upload = uploads.receive(tenant.id(), request, Set.of());
        Dataset dataset = datasets.create(tenant.id(), upload);
        return ResponseEntity.created(URI.create("/v1/datasets/" + dataset.id()))
                .body(DatasetView.of(dataset));
    }

    @GetMapping
    Page<DatasetView> list(Tenant tenant, Cursor cursor) {
        return Page.of(records.page(tenant.id(), cursor), cursor, Dataset::id).map(DatasetView::inList);
    }

    @GetMapping("/{id}")
    DatasetView show(Tenant tenant, @PathVariable String id) {
        return DatasetView.of(datasets.find(tenant.id(), id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Tenant tenant, @PathVariable String id) {
        datasets.delete(tenant.id(), id);
    }

    @GetMapping("/{id}/rows")
    Page<Map<String, @Nullable Object>> rows(Tenant tenant, @PathVariable String id, Cursor cursor) throws IOException {
        Dataset dataset = datasets.find(tenant.id(), id);
        return datasets.rows(dataset, rows -> Preview.of(dataset, rows, cursor));
    }

    @GetMapping("/{id}/content")
    ResponseEntity<StreamingResponseBody> content(Tenant tenant, @PathVariable String id) {
        Dataset dataset = datasets.find(tenant.id(), id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(dataset.bytes())
                .eTag(dataset.sha256())
                .body(output -> datasets.content(dataset, output));
    }
}
