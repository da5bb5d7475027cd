package dev.trainyard.engine.train;

import dev.trainyard.engine.graph.BackwardProbe;
import dev.trainyard.engine.graph.Execution;
import dev.trainyard.engine.graph.Parameters;
import dev.trainyard.engine.kernel.Worker;

/**
 * Looks into chosen steps: at the values, the gradients before they are clipped, and the weights before and after the
 * update. It must change none of them. A step that is not chosen costs one question.
 */
public interface StepInspector {

    /** Called once per run before its first step, with the arrays that training will use. */
    void bind(Execution execution, Parameters parameters);

    /** Called by worker 0 before the first step of an epoch, or of a run within it; counted from 1. */
    void beginEpoch(int epoch);

    /** Whether to look into this step, counted from 1; a pure function. */
    boolean inspects(long step);

    /** What sees the gradients of values during backward of a chosen step. */
    BackwardProbe probe();

    /** Called by every worker of a chosen step between backward and clipping, barriers on both sides. */
    void afterBackward(int rows, Worker worker);

    /** Called by every worker of a chosen step after the update, barriers on both sides. */
    void afterUpdate(Worker worker);
}
