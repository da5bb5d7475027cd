package dev.trainyard.engine.inspect;

/**
 * The sharpest direction of the loss at the current weights.
 *
 * @param epoch epochs done
 * @param step steps done
 * @param largest λ, the Hessian's largest eigenvalue
 * @param rate learning rate at that step
 * @param limit sharpness that plain steps of the optimizer stand: 2 for gradient descent; infinite if it scales each weight by itself
 * @param products Hessian-vector products it took
 */
public record Curvature(int epoch, long step, double largest, double rate, double limit, int products) {
    /** λ · rate; steps are unstable in that direction above {@link #limit}. */
    public double sharpness() {
        return largest * rate;
    }
}
