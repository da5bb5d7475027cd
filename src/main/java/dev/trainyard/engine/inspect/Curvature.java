package dev.trainyard.engine.inspect;

/**
 * The sharpest direction of the loss at the current weights.
 *
 * @param epoch epochs done
 * @param step steps done
 * @param largest λ, the Hessian's largest eigenvalue
 * @param rate learning rate at that step
 * @param products Hessian-vector products it took
 */
public record Curvature(int epoch, long step, double largest, double rate, int products) {
    /** λ · rate; plain gradient descent is unstable in that direction above 2. */
    public double sharpness() {
        return largest * rate;
    }
}
