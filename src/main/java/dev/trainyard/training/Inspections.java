package dev.trainyard.training;

import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.model.Models;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import dev.trainyard.web.Tenant;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prepares the training that a job would be, with the memory that it would take, and hands it to be looked into instead of trained. */
@Component
class Inspections {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Models models;
    private final JobPlanner planner;
    private final Preparations preparations;
    private final Capacity capacity;
    private final JsonRecords records;

    Inspections(Models models, JobPlanner planner, Preparations preparations, Capacity capacity, JsonRecords records) {
        this.models = models;
        this.planner = planner;
        this.preparations = preparations;
        this.capacity = capacity;
        this.records = records;
    }

    /**
     * What is looked into.
     *
     * @param config the definition as it travels
     */
    record Subject(JobDefinition definition, JsonNode config, Preparations.Material material, long bytes) {
        Prepared prepared() {
            return material.prepared();
        }
    }

    /**
     * The fields of a request for a stored model.
     *
     * @param body fields of a job without its model, and others; null for none
     * @param dataset from the query, else in the body
     * @param target from the query, else in the body
     */
    static ObjectNode fields(String model, @Nullable JsonNode body, @Nullable String dataset, @Nullable String target) {
        if (body != null && !body.isObject()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The body must be an object.")
                    .at("", "must be an object");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (body != null) {
            body.properties().forEach(field -> fields.set(field.getKey(), field.getValue()));
        }
        if (fields.has("model")) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The model stands in the path.")
                    .at("/model", "must be left out: the model stands in the path");
        }
        fields.put("model", model);
        put(fields, "dataset", dataset);
        put(fields, "target", target);
        return fields;
    }

    /** Takes a whole number out of the fields. */
    static int take(ObjectNode fields, String name, int byDefault, int least, int most) {
        JsonNode value = fields.remove(name);
        if (value == null) {
            return byDefault;
        }
        if (!value.isIntegralNumber()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "\"" + name + "\" is no whole number.")
                    .at("/" + name, "must be a whole number");
        }
        if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw Columns.invalid("/" + name, "must be from " + least + " to " + most + ", not " + value);
        }
        return value.intValue();
    }

    /**
     * Looks into it, with the memory that training it would take.
     *
     * @throws Problem as a submission would, or 503 while this node has no room
     */
    <T> T look(Tenant tenant, ObjectNode fields, Function<Subject, T> look) {
        models.find(tenant, fields.get("model").stringValue());
        PlannedJob planned = planner.plan(tenant, records.read(fields, JobRequest.class));
        Claim room = new Claim("inspection", tenant.id(), 0, 0, 1, planned.bytes());
        if (!capacity.tryTake(room)) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "This node has no room to look into it now.")
                    .retryAfter(RETRY);
        }
        try {
            JobDefinition definition = planned.definition();
            return look.apply(new Subject(
                    definition, records.write(definition), preparations.of(tenant.id(), definition), planned.bytes()));
        } catch (InvalidData e) {
            throw Problem.of(ProblemCode.INVALID_DATA, String.valueOf(e.getMessage()));
        } finally {
            capacity.give(room);
        }
    }

    private static void put(ObjectNode fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
