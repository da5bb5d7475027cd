package dev.trainyard.engine.train;

/**
 * Watches training and may stop it. It is called on the thread that called {@link Trainer#train}, between steps, where
 * the {@link TrainState} is consistent: it may be stored from inside.
 */
@FunctionalInterface
public interface TrainingObserver {
    /** What training does next. */
    enum Signal {
        CONTINUE,
        /** Return now; the state goes on from here bit for bit. */
        STOP
    }

    /** Called after every step and after every epoch. The event is valid during the call only. */
    Signal after(TrainingEvent event);

    /**
     * Whether the norm of the gradient of a step is wanted, which costs one pass over it unless it is clipped by norm.
     *
     * @param step number of the step, from 1
     */
    default boolean wantsGradientNorm(long step) {
        return false;
    }
}
