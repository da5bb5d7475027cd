package dev.trainyard.training;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.tensor.Tensor;
import dev.trainyard.engine.train.Counters;
import dev.trainyard.engine.train.TrainState;
import dev.trainyard.web.JsonRecords;
import dev.trainyard.web.JsonText;
import dev.trainyard.weights.NamedTensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint file holds besides tensors: a safetensors file with the counters of the training, the parts of the model and the seconds
 * trained so far as metadata. The tensors {@code parameters/…} are the weights; the others are there only while training can go on.
 */
final class CheckpointFile {
    static final String PARAMETERS = "parameters/";
    private static final String FORMAT = "format";
    private static final String VERSION = "trainyard-checkpoint-1";
    private static final String COUNTERS = "counters";
    private static final String PARTS = "parts";
    private static final String SECONDS = "seconds";
    private static final String MEMORY = "memory";

    private final JsonRecords records;
    private final ModelParts parts;

    CheckpointFile(JsonRecords records, ModelParts parts) {
        this.records = records;
        this.parts = parts;
    }

    /** A state that training can go on from. */
    NamedTensors of(TrainState state, RunMemory memory, double seconds) {
        Map<String, String> metadata = new LinkedHashMap<>(metadata(state.counters(), seconds));
        metadata.put(MEMORY, records.write(memory).toString());
        return NamedTensors.of(state.tensors(), metadata);
    }

    /** Weights to use, and nothing to go on from. */
    NamedTensors of(Parameters result, Counters counters, double seconds) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        result.names().forEach(name -> tensors.put(PARAMETERS + name, result.tensor(name)));
        return NamedTensors.of(tensors, metadata(counters, seconds));
    }

    private Map<String, String> metadata(Counters counters, double seconds) {
        return Map.of(
                FORMAT,
                VERSION,
                COUNTERS,
                records.write(counters).toString(),
                PARTS,
                records.write(parts).toString(),
                SECONDS,
                String.valueOf(seconds));
    }

    static Counters counters(NamedTensors file, JsonRecords records) {
        return records.restore(JsonText.read(text(file, COUNTERS)), Counters.class);
    }

    static ModelParts parts(NamedTensors file, JsonRecords records) {
        return records.restore(JsonText.read(text(file, PARTS)), ModelParts.class);
    }

    /** What the run remembered; null in a file that is older than that. */
    static @Nullable RunMemory memory(NamedTensors file, JsonRecords records) {
        String memory = file.metadata().get(MEMORY);
        return memory == null ? null : records.restore(JsonText.read(memory), RunMemory.class);
    }

    static double seconds(NamedTensors file) {
        return Double.parseDouble(text(file, SECONDS));
    }

    /** The weights by their names in the network. */
    static Map<String, Tensor> weights(NamedTensors file) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (name.startsWith(PARAMETERS)) {
                weights.put(name.substring(PARAMETERS.length()), tensor);
            }
        });
        return weights;
    }

    private static String text(NamedTensors file, String key) {
        String text = file.metadata().get(key);
        if (text == null) {
            throw new IllegalArgumentException("expected a checkpoint with " + key + ", got "
                    + file.metadata().keySet());
        }
        return text;
    }
}
