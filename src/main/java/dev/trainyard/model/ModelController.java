package dev.trainyard.model;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Etag;
import dev.trainyard.web.Page;
import dev.trainyard.web.Tenant;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/models")
class ModelController {
    private final Models models;

    ModelController(Models models) {
        this.models = models;
    }

    @PostMapping
    ResponseEntity<ModelView> create(
            @RequestBody ModelDefinition definition,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String target,
            Tenant tenant) {
        ModelView view = ModelView.of(models.create(tenant, definition, dataset, target));
        return ResponseEntity.created(URI.create("/v1/models/" + view.id())).body(view);
    }

    @GetMapping
    Page<ModelView> list(Tenant tenant, Cursor cursor) {
        return models.list(tenant, cursor).map(ModelView::of);
    }

    /** A model never changes, so its id is its tag. */
    @GetMapping("/{id}")
    ResponseEntity<ModelView> get(@PathVariable String id, Tenant tenant) {
        ModelView view = ModelView.of(models.require(tenant, id));
        return ResponseEntity.ok().eTag(Etag.of(view.id())).body(view);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Tenant tenant) {
        models.delete(tenant, id);
    }
}
