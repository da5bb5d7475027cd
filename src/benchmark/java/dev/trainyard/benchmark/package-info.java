/**
 * Trainyard's engine beside its peers, on the same data, from the same weights, in the same run. Compiled and run only in
 * the Maven profile {@code benchmarks}, which alone knows the peers. {@link dev.trainyard.benchmark.TrainingSteps} measures
 * whole training steps, {@link dev.trainyard.benchmark.Convolutions} a convolution, and
 * {@link dev.trainyard.benchmark.MatrixProducts} matrix products; the service's own costs are measured by
 * {@link dev.trainyard.benchmark.WholeJob}, {@link dev.trainyard.benchmark.MetricsStore} and {@link dev.trainyard.benchmark.Watching}.
 */
@NullMarked
package dev.trainyard.benchmark;

import org.jspecify.annotations.NullMarked;
