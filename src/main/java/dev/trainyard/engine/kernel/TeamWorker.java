package dev.trainyard.engine.kernel;

/** One worker of a {@link Team}. */
record TeamWorker(int index, int count, Barrier gate) implements Worker {
    @Override
    public void barrier() {
        gate.await(index);
    }
}
