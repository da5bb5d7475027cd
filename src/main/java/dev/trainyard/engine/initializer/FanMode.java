package dev.trainyard.engine.initializer;

/** Which fan keeps its variance: {@code FAN_IN} that of values going forward, {@code FAN_OUT} that of gradients. */
public enum FanMode {
    /** Terms per output. */
    FAN_IN,
    /** Outputs per input. */
    FAN_OUT
}
