package dev.trainyard.benchmark;

import dev.trainyard.engine.initializer.Normal;
import dev.trainyard.engine.initializer.Uniform;
import dev.trainyard.engine.layer.Activation;
import dev.trainyard.engine.layer.Add;
import dev.trainyard.engine.layer.BatchNorm;
import dev.trainyard.engine.layer.Conv2d;
import dev.trainyard.engine.layer.Dense;
import dev.trainyard.engine.layer.Dropout;
import dev.trainyard.engine.layer.Gelu;
import dev.trainyard.engine.layer.Gru;
import dev.trainyard.engine.layer.Layer;
import dev.trainyard.engine.layer.LayerNorm;
import dev.trainyard.engine.layer.LeakyRelu;
import dev.trainyard.engine.layer.Lstm;
import dev.trainyard.engine.layer.MaxPool;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.layer.Relu;
import dev.trainyard.engine.layer.SelfAttention;
import dev.trainyard.engine.layer.Tanh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The layers of networks that are watched, without their heads. */
final class Networks {
    static final List<NamedLayer> LINEAR = chain();
    static final List<NamedLayer> RELU = chain(Dense.of(64, new Relu()), Dense.of(32, new Relu()));
    static final List<NamedLayer> LEAKY = chain(Dense.of(24, new LeakyRelu(null)), Dense.of(24, new LeakyRelu(null)));
    static final List<NamedLayer> TANH =
            chain(Dense.of(32, new Tanh()), Dense.of(32, new Tanh()), Dense.of(16, new Tanh()));
    static final List<NamedLayer> GELU = chain(Dense.of(64, new Gelu()), Dense.of(64, new Gelu()));
    static final List<NamedLayer> DROPPED =
            chain(Dense.of(128, new Relu()), new Dropout(0.5), Dense.of(64, new Relu()), new Dropout(0.5));
    static final List<NamedLayer> DEEP = chain(
            Dense.of(48, new Relu()),
            new BatchNorm(null, null),
            Dense.of(48, new Relu()),
            new BatchNorm(null, null),
            Dense.of(48, new Relu()),
            new Dropout(0.2),
            Dense.of(48, new Relu()));
    static final List<NamedLayer> NORMALIZED = chain(
            Dense.of(64, null),
            new BatchNorm(null, null),
            new Relu(),
            Dense.of(64, null),
            new BatchNorm(null, null),
            new Relu());
    static final List<NamedLayer> LSTM = chain(new Lstm(24, null, null));
    static final List<NamedLayer> GRU = chain(new Gru(24, true, null), new Dropout(0.2));
    static final List<NamedLayer> ATTENTION =
            chain(new Lstm(16, null, true), new SelfAttention(2, null), new LayerNorm(null), Dense.of(32, new Relu()));
    static final List<NamedLayer> CONVOLUTIONS = chain(
            Conv2d.of(8, 3, 1, new Relu()),
            new MaxPool(2, null, null),
            Conv2d.of(16, 3, 1, new Relu()),
            new MaxPool(2, null, null),
            Dense.of(64, new Relu()));
    static final List<NamedLayer> NORMALIZED_CONVOLUTIONS = chain(
            Conv2d.of(8, 3, 1, null),
            new BatchNorm(null, null),
            new Relu(),
            new MaxPool(2, null, null),
            Conv2d.of(16, 3, 1, null),
            new BatchNorm(null, null),
            new Relu(),
            new MaxPool(2, null, null),
            new Dropout(0.25),
            Dense.of(64, new Relu()));

    private Networks() {}

    /** So many equal layers. */
    static List<NamedLayer> stack(int layers, int units, Activation activation) {
        return chain(Collections.nCopies(layers, Dense.of(units, activation)).toArray(Layer[]::new));
    }

    /** So many layers of 32 units whose first weights have a deviation that is the same for all. */
    static List<NamedLayer> scaled(int layers, Activation activation, double deviation) {
        Layer dense = new Dense(32, activation, true, new Normal(0.0, deviation), null);
        return chain(Collections.nCopies(layers, dense).toArray(Layer[]::new));
    }

    /** The second layer's units give zero for every row, for none of its weights is above zero. */
    static List<NamedLayer> dead() {
        return chain(
                Dense.of(32, new Relu()),
                new Dense(32, new Relu(), true, new Uniform(-0.5, 0.0), null),
                Dense.of(16, new Relu()));
    }

    /** So many times x + relu(W norm(x)). */
    static List<NamedLayer> residual(int blocks) {
        List<NamedLayer> layers = new ArrayList<>();
        layers.add(new NamedLayer("stem", List.of(), Dense.of(32, new Relu())));
        String last = "stem";
        for (int block = 1; block <= blocks; block++) {
            layers.add(new NamedLayer("norm" + block, List.of(last), new LayerNorm(null)));
            layers.add(new NamedLayer("dense" + block, List.of("norm" + block), Dense.of(32, new Relu())));
            layers.add(new NamedLayer("add" + block, List.of(last, "dense" + block), new Add()));
            last = "add" + block;
        }
        return layers;
    }

    /** One after the other. */
    static List<NamedLayer> chain(Layer... layers) {
        List<NamedLayer> named = new ArrayList<>();
        for (Layer layer : layers) {
            named.add(new NamedLayer("layer" + (named.size() + 1), List.of(), layer));
        }
        return named;
    }
}
