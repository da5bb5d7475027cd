package dev.trainyard.training;

import dev.trainyard.engine.data.CategoryColumn;
import dev.trainyard.engine.data.Column;
import dev.trainyard.engine.data.NumberColumn;
import dev.trainyard.engine.data.Table;
import dev.trainyard.engine.data.TensorColumn;
import dev.trainyard.engine.inspect.Tracer;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.train.LayerSummary;
import dev.trainyard.engine.train.Network;
import dev.trainyard.web.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows learning on one example: it goes forward, its error comes back, the weights move. */
@RestController
class TraceController {
    private static final int MOST_STEPS = 50;
    private static final long MOST_PARAMETERS = 2_000;
    private static final long MOST_VALUES = 64;

    private final Inspections inspections;

    TraceController(Inspections inspections) {
        this.inspections = inspections;
    }

    /** Fields of a job, and {@code row} and {@code steps}; all labelled rows fit the encoders unless the validation is asked for. */
    @PostMapping("/v1/models/{id}/trace")
    TraceView trace(
            Tenant tenant,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String dataset,
            @RequestParam(required = false) @Nullable String target,
            @RequestBody(required = false) @Nullable JsonNode body) {
        ObjectNode fields = Inspections.fields(id, body, dataset, target);
        int row = Inspections.take(fields, "row", -1, 0, Integer.MAX_VALUE);
        int steps = Inspections.take(fields, "steps", 1, 1, MOST_STEPS);
        if (!fields.has("validation")) {
            fields.putObject("validation").put("split", 0.0);
        }
        return inspections.look(tenant, fields, subject -> trace(subject, row, steps));
    }

    private static TraceView trace(Inspections.Subject subject, int row, int steps) {
        Prepared prepared = subject.prepared();
        requireSmall(prepared.network());
        int[] rows = prepared.trainingRows();
        int number = row < 0 ? rows[0] : row;
        int place = Arrays.stream(rows).boxed().toList().indexOf(number);
        if (place < 0) {
            throw Columns.invalid("/row", "must be a row to train with: it has a target and is not for validation");
        }
        JobDefinition definition = subject.definition();
        var tracer = new Tracer(
                prepared.network(),
                definition.optimizer(),
                prepared.training(),
                place,
                definition.seed(),
                Kernels.best());
        return TraceView.of(subject, number, place, cells(subject, number), tracer.steps(steps));
    }

    private static void requireSmall(Network network) {
        if (network.parameterCount() > MOST_PARAMETERS) {
            throw tooLarge("has " + network.parameterCount() + " parameters; a trace shows at most " + MOST_PARAMETERS);
        }
        for (LayerSummary layer : network.summary()) {
            if (layer.outputShape().size() > MOST_VALUES) {
                throw tooLarge("has " + layer.outputShape().size() + " values in the layer " + layer.name()
                        + "; a trace shows at most " + MOST_VALUES);
            }
        }
    }

    private static RuntimeException tooLarge(String detail) {
        return Columns.invalid("/model", detail);
    }

    /** The row as it stands in the dataset; tensors are left out. */
    private static Map<String, Object> cells(Inspections.Subject subject, int row) {
        Table table = subject.material().table();
        List<String> names = new ArrayList<>(subject.definition().features());
        names.addAll(subject.definition().targets());
        Map<String, Object> cells = new LinkedHashMap<>();
        for (String name : names) {
            Column column = table.column(name);
            if (!column.missing(row)) {
                switch (column) {
                    case NumberColumn numbers -> cells.put(name, numbers.values()[row]);
                    case CategoryColumn words ->
                        cells.put(name, words.categories().get(words.codes()[row]));
                    case TensorColumn _ -> {}
                }
            }
        }
        return cells;
    }
}
