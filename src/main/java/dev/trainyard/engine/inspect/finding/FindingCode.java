package dev.trainyard.engine.inspect.finding;

import java.util.Locale;

/** What can be wrong with a training, with its usual cause and its remedy. */
public enum FindingCode {
    VANISHING_GRADIENT(
            Severity.SERIOUS,
            "The signal shrinks on its way back: saturating activations or small first weights multiply it by less than"
                    + " one in every layer, so that the first layers learn nothing.",
            "Use relu with the he initializer, or tanh with glorot; add layer_norm, batch_norm or residual connections"
                    + " (add); or use fewer layers."),
    EXPLODING_GRADIENT(
            Severity.SERIOUS,
            "The signal grows on its way back, or a step was so large that the loss left its valley.",
            "Lower the learning rate, clip the gradient (gradient_clipping {\"norm\": 1}), and start from the he or"
                    + " glorot initializer."),
    DEAD_RELUS(
            Severity.SERIOUS,
            "Most units of a rectifier give zero for every row, so that no gradient passes and they stay so: a large"
                    + " step or a strongly negative bias has pushed them there.",
            "Lower the learning rate or warm it up, start from the he initializer, or use leaky_relu, elu or gelu."),
    SATURATION(
            Severity.SERIOUS,
            "Most outputs of a sigmoid or tanh sit at the ends of its range, where the derivative is near zero: weights"
                    + " or inputs are too large.",
            "Standardize the inputs, start from the glorot initializer, add layer_norm or batch_norm, or use relu with"
                    + " he."),
    WEIGHT_SCALE(
            Severity.SERIOUS,
            "Before the first update the activations hardly spread, or ten times more in one hidden layer than in"
                    + " another: the first weights are too small or too large for their fan-in.",
            "Start from he before rectifiers and from glorot before the others instead of a fixed deviation."),
    LEARNING_RATE_TOO_HIGH(
            Severity.SERIOUS,
            "Steps overshoot: the loss rises, or the learning rate is above 2 / λ for the largest curvature λ of the"
                    + " loss.",
            "Divide the learning rate by 3 to 10, warm it up (warmup_steps), or clip the gradient."),
    LEARNING_RATE_TOO_LOW(
            Severity.NOTICE,
            "Each step changes the weights by less than a hundred-thousandth of their size while the loss still falls"
                    + " slowly.",
            "Multiply the learning rate by 10, or use adam."),
    OVERFITTING(
            Severity.SERIOUS,
            "The loss of the training rows falls while that of the validation rows has risen for several epochs: the"
                    + " network learns the rows by heart.",
            "Stop early (early_stopping), add dropout or weight_decay, use a smaller network, or get more rows."),
    PLATEAU(
            Severity.SERIOUS,
            "For many epochs the loss has stayed near its first value, or near what a constant answer gives.",
            "Check the target and the features; raise the learning rate, or use a larger network or adam."),
    CLASS_IMBALANCE(
            Severity.NOTICE,
            "One class is many times as frequent as another, the loss treats all rows alike, and the rare classes are"
                    + " hardly ever predicted.",
            "Set class_weights to \"balanced\", and judge by macro_f1, not by accuracy."),
    LABEL_NOISE(
            Severity.NOTICE,
            "The network is right and sure on most rows, but expects another class than the label on the rows listed.",
            "Look at these rows: their labels may be wrong. Correct or remove them."),
    NON_FINITE_LOSS(
            Severity.FATAL,
            "The loss or its gradient became NaN or infinite: a step was too large, or the data holds huge values.",
            "Lower the learning rate, clip the gradient, and look for extreme values in the features.");

    /** How much it matters. */
    public enum Severity {
        /** Training works, and could work better. */
        NOTICE,
        /** What comes out will be much worse than it could be. */
        SERIOUS,
        /** Nothing comes out. */
        FATAL;

        /** The word as it travels. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Severity severity;
    private final String cause;
    private final String remedy;

    FindingCode(Severity severity, String cause, String remedy) {
        this.severity = severity;
        this.cause = cause;
        this.remedy = remedy;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Why it usually happens, in one sentence. */
    public String cause() {
        return cause;
    }

    /** What to change, in the words of a job definition. */
    public String remedy() {
        return remedy;
    }

    /** The code as it travels, in snake_case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
