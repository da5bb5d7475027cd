package dev.trainyard.engine.train;

import static dev.trainyard.engine.InvalidDefinition.require;

import dev.trainyard.engine.data.TargetEncoder;
import dev.trainyard.engine.data.Task;
import dev.trainyard.engine.loss.BinaryCrossEntropy;
import dev.trainyard.engine.loss.Huber;
import dev.trainyard.engine.loss.Loss;
import dev.trainyard.engine.loss.MeanAbsoluteError;
import dev.trainyard.engine.loss.MeanSquaredError;
import dev.trainyard.engine.loss.SoftmaxCrossEntropy;

/**
 * What a network answers, and by which loss it is judged.
 *
 * @param task classes or values
 * @param size number of classes, or of values
 * @param head whether a linear layer of {@link #units()} is put behind the user's layers
 * @param loss a loss for this task
 */
public record OutputSpec(Task task, int size, boolean head, Loss loss) {
    /** Throws {@link dev.trainyard.engine.InvalidDefinition} if the loss is not one for the task. */
    public OutputSpec {
        require(size >= (task == Task.CLASSIFICATION ? 2 : 1), "target", "2 classes or 1 value at least", size);
        require(
                task == taskOf(loss),
                "loss",
                task == Task.CLASSIFICATION ? "a cross-entropy for classes" : "a loss of values",
                loss.name());
        require(!(loss instanceof BinaryCrossEntropy) || size == 2, "loss", "2 classes for it", size + " classes");
    }

    /** The usual: softmax cross-entropy for classes, mean squared error for values, behind a head. */
    public static OutputSpec of(TargetEncoder target) {
        return of(target.task(), target.outputs());
    }

    /** The usual for so many classes or values. */
    public static OutputSpec of(Task task, int size) {
        return new OutputSpec(
                task, size, true, task == Task.CLASSIFICATION ? new SoftmaxCrossEntropy() : new MeanSquaredError());
    }

    public OutputSpec withLoss(Loss other) {
        return new OutputSpec(task, size, head, other);
    }

    /** The user's last layer gives the output: {@link #units()} logits or values. */
    public OutputSpec withoutHead() {
        return new OutputSpec(task, size, false, loss);
    }

    /** Values of the network's output per row: a logit per class, one logit for binary cross-entropy, or the values. */
    public int units() {
        return loss instanceof BinaryCrossEntropy ? 1 : size;
    }

    /** Floats of a target per row. */
    public int targetWidth() {
        return task == Task.CLASSIFICATION ? 1 : size;
    }

    private static Task taskOf(Loss loss) {
        return switch (loss) {
            case SoftmaxCrossEntropy ignored -> Task.CLASSIFICATION;
            case BinaryCrossEntropy ignored -> Task.CLASSIFICATION;
            case MeanSquaredError ignored -> Task.REGRESSION;
            case MeanAbsoluteError ignored -> Task.REGRESSION;
            case Huber ignored -> Task.REGRESSION;
        };
    }
}
