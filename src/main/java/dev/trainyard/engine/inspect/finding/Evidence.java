package dev.trainyard.engine.inspect.finding;

/**
 * One number that a finding rests on.
 *
 * @param name what was measured, in snake_case
 * @param step step of the measurement
 */
public record Evidence(String name, double value, long step) {}
