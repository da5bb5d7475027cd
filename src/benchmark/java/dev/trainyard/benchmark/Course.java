package dev.trainyard.benchmark;

import dev.trainyard.engine.inspect.Lesson;
import dev.trainyard.engine.inspect.Watched;
import dev.trainyard.engine.inspect.finding.FindingCode;
import dev.trainyard.engine.layer.NamedLayer;
import dev.trainyard.engine.optimizer.Optimizer;
import dev.trainyard.engine.schedule.Schedule;
import dev.trainyard.engine.train.TrainingPlan;
import java.util.List;
import java.util.function.LongFunction;

/** What is taught, to which network, and how, but for the seed. */
record Course(String name, LongFunction<Lesson> lesson, List<NamedLayer> layers, TrainingPlan plan) {

    /** By a fixed rate, in batches of 32. */
    static Course of(
            String name, LongFunction<Lesson> lesson, List<NamedLayer> layers, Optimizer optimizer, int epochs) {
        return new Course(
                name,
                lesson,
                layers,
                new TrainingPlan().withOptimizer(optimizer).withEpochs(epochs));
    }

    /** By a schedule, in batches of 32. */
    static Course of(
            String name,
            LongFunction<Lesson> lesson,
            List<NamedLayer> layers,
            Optimizer optimizer,
            int epochs,
            Schedule schedule) {
        Course course = of(name, lesson, layers, optimizer, epochs);
        return new Course(name, lesson, layers, course.plan.withSchedule(schedule));
    }

    Course batches(int rows) {
        return new Course(name, lesson, layers, plan.withBatchSize(rows));
    }

    /** A training with this seed, watched. */
    Watched train(long seed) {
        return Watched.trainNamed(lesson.apply(seed), layers, plan.withSeed(seed));
    }

    /** What is found in it. */
    List<FindingCode> findings(long seed) {
        return train(seed).codes();
    }
}
