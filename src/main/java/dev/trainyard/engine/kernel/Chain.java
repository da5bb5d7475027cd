package dev.trainyard.engine.kernel;

/**
 * A whole pass of a small network, forward and back: dense layers one after the other, and softmax cross-entropy at their
 * end. Planned once; a pass allocates nothing, and gives the bits that its operations give one by one. For one worker.
 */
public interface Chain {
    /** Where the rows of a batch are written, [rows, in]; longer than that, and what is behind them may change. */
    float[] x();

    /** Where the class of each row is written. */
    float[] targets();

    /** Where the weight of each row is written. */
    float[] weights();

    /** Runs all layers on so many rows and answers the weighted mean loss. */
    double forward(int rows);

    /** Rows of the last forward pass whose largest output was that of their class, the first of equal ones. */
    int right();

    /** Writes the gradients of all weights and biases. */
    void backward(int rows);
}
