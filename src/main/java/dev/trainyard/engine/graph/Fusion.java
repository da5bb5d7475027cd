package dev.trainyard.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins neighbors that {@link Op#after} knows as one operation, where nothing else needs the value between them. */
final class Fusion {

    private final Map<Node, Integer> readers = new HashMap<>();
    private final Map<Node, Unit> producers = new HashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private final Set<Node> kept;

    private Fusion(Set<Node> kept) {
        this.kept = kept;
    }

    static List<Unit> fuse(List<Applied> operations, Set<Node> kept) {
        Fusion fusion = new Fusion(kept);
        operations.forEach(
                operation -> operation.inputs().forEach(input -> fusion.readers.merge(input, 1, Integer::sum)));
        operations.forEach(fusion::add);
        return fusion.units;
    }

    private void add(Applied operation) {
        Unit unit = new Unit(operation.op(), operation.inputs(), operation);
        Unit producer = onlyForReader(operation.inputs().getFirst());
        Op fused = producer == null ? null : operation.op().after(producer.op());
        if (producer != null && fused != null) {
            units.remove(producer);
            List<Node> inputs = new ArrayList<>(producer.inputs());
            inputs.addAll(operation.inputs().subList(1, operation.inputs().size()));
            unit = new Unit(fused, inputs, operation);
        }
        units.add(unit);
        producers.put(operation, unit);
    }

    private @Nullable Unit onlyForReader(Node node) {
        return readers.getOrDefault(node, 0) == 1 && !kept.contains(node) ? producers.get(node) : null;
    }
}
