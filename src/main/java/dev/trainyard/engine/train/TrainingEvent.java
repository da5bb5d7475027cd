package dev.trainyard.engine.train;

/** Something that training has done. */
public sealed interface TrainingEvent permits StepDone, EpochDone {}
