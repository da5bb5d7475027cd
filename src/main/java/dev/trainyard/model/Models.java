package dev.trainyard.model;

import dev.trainyard.web.Cursor;
import dev.trainyard.web.Ids;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import dev.trainyard.web.Page;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The models of all tenants. */
@Component
public class Models {
    private static final int LONGEST = 1_000_000;

    private final ModelRepository repository;
    private final JsonRecords records;
    private final Blueprint blueprint;
    private final ObjectProvider<Bindings> bindings;
    private final Ids ids;
    private final Clock clock;

    Models(
            ModelRepository repository,
            JsonRecords records,
            Blueprint blueprint,
            ObjectProvider<Bindings> bindings,
            Ids ids,
            Clock clock) {
        this.repository = repository;
        this.records = records;
        this.blueprint = blueprint;
        this.bindings = bindings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Reads a definition that stands in another body.
     *
     * @param pointer where it stands there
     */
    public ModelDefinition parse(JsonNode inline, String pointer) {
        return records.read(inline, ModelDefinition.class, pointer);
    }

    /** The definition of a stored model; 404 if the tenant has none with this id. */
    public ModelDefinition find(Tenant tenant, String id) {
        return records.restore(JsonText.read(require(tenant, id).definition()), ModelDefinition.class);
    }

    Model create(Tenant tenant, ModelDefinition definition, @Nullable String dataset, @Nullable String target) {
        ModelSummary summary = blueprint.summary(definition, binding(tenant, dataset, target));
        String json = records.write(definition).toString();
        if (json.length() > LONGEST) {
            throw Problem.of(
                    ProblemCode.TOO_LARGE,
                    "A definition may have " + LONGEST + " characters with its defaults; this has " + json.length()
                            + ".");
        }
        return repository.save(new Model(
                ids.next("mdl"),
                tenant.id(),
                definition.name(),
                dataset,
                target,
                json,
                summary == null ? null : records.write(summary).toString(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    Model require(Tenant tenant, String id) {
        return repository.findByTenantAndId(tenant.id(), id).orElseThrow(() -> Problem.notFound("model", id));
    }

    Page<Model> list(Tenant tenant, Cursor cursor) {
        List<Model> rows = repository.findByTenantAndIdLessThanOrderByIdDesc(
                tenant.id(), cursor.before(), Limit.of(cursor.fetch()));
        return Page.of(rows, cursor, Model::id);
    }

    void delete(Tenant tenant, String id) {
        repository.delete(require(tenant, id));
    }

    private Bindings.@Nullable Binding binding(Tenant tenant, @Nullable String dataset, @Nullable String target) {
        if (dataset == null && target == null) {
            return null;
        }
        if (dataset == null || target == null) {
            String missing = dataset == null ? "dataset" : "target";
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The parameters \"dataset\" and \"target\" come together.")
                    .at(missing, "is required with the other");
        }
        return bindings.getObject().bind(tenant, dataset, target);
    }
}
