package dev.trainyard.engine.kernel;

/** The one worker of a team of one: its barrier has nobody to wait for. */
record SoloWorker() implements Worker {
    @Override
    public int index() {
        return 0;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void barrier() {}
}
