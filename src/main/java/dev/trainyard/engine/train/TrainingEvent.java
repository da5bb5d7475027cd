package dev.trainyard.engine.train;

/** Something that training has done. */
public sealed interface TrainingEvent permits StepDone, EpochDone {

    /** Its epoch, from 1. */
    int epoch();

    /** Steps done when it happened, or the number of the step that failed. */
    long step();
}
