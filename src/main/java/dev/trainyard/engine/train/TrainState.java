package dev.trainyard.engine.train;

import static java.util.Objects.requireNonNull;

import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.PlateauState;
import dev.trainyard.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides the next byte of a training: parameters, optimizer slots, the best parameters so far, and
 * {@link Counters}. Training changes it in place. Store {@link #tensors()} and {@link #counters()}; {@link #of} goes on
 * from them.
 */
public final class TrainState {
    private static final String PARAMETERS = "parameters/";
    private static final String SLOTS = "slots/";
    private static final String BEST = "best/";

    private final Parameters parameters;
    private final Map<String, Map<String, Tensor>> slots;
    private @Nullable Parameters best;

    long step;
    int epoch;
    int batch;
    double lossSum;
    double weightSum;
    long rows;
    double score;
    PlateauState plateau = PlateauState.START;

    @Nullable
    Double bestValue;

    int bestEpoch;

    @Nullable
    Double patienceValue;

    int badEpochs;
    double rateFactor = 1;

    private TrainState(Parameters parameters, Map<String, Map<String, Tensor>> slots) {
        this.parameters = parameters;
        this.slots = slots;
    }

    private TrainState(Parameters parameters, Optimizer optimizer) {
        this(parameters, new LinkedHashMap<>());
        for (String slot : optimizer.slots()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (String name : parameters.trainableNames()) {
                tensors.put(name, Tensor.zeros(parameters.tensor(name).shape()));
            }
            slots.put(slot, tensors);
        }
    }

    /** The state before the first step: first weights drawn from the plan's seed. */
    public static TrainState initial(Network network, TrainingPlan plan) {
        return new TrainState(Parameters.initialize(network.graph(), plan.seed()), plan.optimizer());
    }

    /**
     * The state that was stored.
     *
     * @throws IllegalArgumentException if tensors do not fit the network and the optimizer
     */
    public static TrainState of(Network network, TrainingPlan plan, Map<String, Tensor> tensors, Counters counters) {
        var state = new TrainState(Parameters.of(network.graph(), under(PARAMETERS, tensors)), plan.optimizer());
        state.slots.forEach((slot, own) -> copy(slot, under(SLOTS + slot + "/", tensors), own));
        Map<String, Tensor> best = under(BEST, tensors);
        if (!best.isEmpty()) {
            state.best = Parameters.of(network.graph(), best);
        }
        state.set(counters);
        return state;
    }

    /** An independent copy, to be stored while training goes on. */
    public TrainState copy() {
        Map<String, Map<String, Tensor>> copies = new LinkedHashMap<>();
        slots.forEach((slot, tensors) -> {
            Map<String, Tensor> own = new LinkedHashMap<>();
            tensors.forEach((name, tensor) ->
                    own.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
            copies.put(slot, own);
        });
        var copy = new TrainState(parameters.copy(), copies);
        copy.best = best == null ? null : best.copy();
        copy.set(counters());
        return copy;
    }

    /** Bytes of a state, the best weights included. */
    public static long bytes(Network network, TrainingPlan plan) {
        long tensors = 2L + plan.optimizer().slots().size();
        return tensors * network.parameterCount() * Float.BYTES;
    }

    /** All tensors by name, shared with this state: store them before training goes on. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        put(PARAMETERS, parameters, all);
        slots.forEach((slot, tensors) -> tensors.forEach((name, tensor) -> all.put(SLOTS + slot + "/" + name, tensor)));
        if (best != null) {
            put(BEST, best, all);
        }
        return all;
    }

    /** All numbers. */
    public Counters counters() {
        return new Counters(
                step,
                epoch,
                batch,
                lossSum,
                weightSum,
                rows,
                score,
                plateau,
                bestValue,
                bestEpoch,
                patienceValue,
                badEpochs,
                rateFactor);
    }

    /** The weights as they are now. */
    public Parameters parameters() {
        return parameters;
    }

    /** The weights of the best epoch so far by the monitored value; null before the first or without validation. */
    public @Nullable Parameters best() {
        return best;
    }

    /** Multiplies the learning rate of all later steps by a factor, whatever the schedule says. */
    public void reduceRate(double factor) {
        rateFactor *= factor;
    }

    /** Goes back to other weights, such as {@link #best}, with an optimizer that remembers nothing; steps go on counting. */
    public void rollBack(Parameters weights) {
        parameters.copyFrom(weights);
        slots.values().forEach(tensors -> tensors.values().forEach(tensor -> Arrays.fill(tensor.values(), 0)));
    }

    /** Remembers the weights as they are now as the best. */
    void keepBest() {
        if (best == null) {
            best = parameters.copy();
        } else {
            best.copyFrom(parameters);
        }
    }

    /** The arrays of all slots of a parameter, in the optimizer's order. */
    float[][] slots(String parameter) {
        return slots.values().stream()
                .map(tensors ->
                        requireNonNull(tensors.get(parameter), parameter).values())
                .toArray(float[][]::new);
    }

    private void set(Counters counters) {
        step = counters.step();
        epoch = counters.epoch();
        batch = counters.batch();
        lossSum = counters.lossSum();
        weightSum = counters.weightSum();
        rows = counters.rows();
        score = counters.score();
        plateau = counters.plateau();
        bestValue = counters.bestValue();
        bestEpoch = counters.bestEpoch();
        patienceValue = counters.patienceValue();
        badEpochs = counters.badEpochs();
        rateFactor = counters.rateFactor();
    }

    private static void put(String prefix, Parameters from, Map<String, Tensor> to) {
        from.names().forEach(name -> to.put(prefix + name, from.tensor(name)));
    }

    private static Map<String, Tensor> under(String prefix, Map<String, Tensor> tensors) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    private static void copy(String slot, Map<String, Tensor> from, Map<String, Tensor> to) {
        if (!from.keySet().equals(to.keySet())) {
            throw new IllegalArgumentException(
                    "slot %s: expected tensors %s, got %s".formatted(slot, to.keySet(), from.keySet()));
        }
        to.forEach((name, tensor) -> {
            Tensor stored = from.get(name);
            if (stored == null || !stored.shape().equals(tensor.shape())) {
                throw new IllegalArgumentException(
                        "slot %s of %s: expected shape %s, got %s".formatted(slot, name, tensor, stored));
            }
            System.arraycopy(stored.values(), 0, tensor.values(), 0, tensor.values().length);
        });
    }
}
