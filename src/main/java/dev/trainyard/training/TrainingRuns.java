package dev.trainyard.training;

import dev.trainyard.engine.data.InvalidData;
import dev.trainyard.web.JsonRecords;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Runs claimed jobs, each to an end that is written: no exception leaves a job without one. */
@Component
class TrainingRuns {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRuns.class);

    private final Definitions definitions;
    private final Preparations preparations;
    private final Checkpoints checkpoints;
    private final JournalRows journalRows;
    private final FindingWatches watches;
    private final JobMoves moves;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final TrainingProperties properties;
    private final ServiceMetrics metrics;
    private final JsonRecords records;
    private final JsonMapper json;
    private final Clock clock;

    TrainingRuns(
            Definitions definitions,
            Preparations preparations,
            Checkpoints checkpoints,
            JournalRows journalRows,
            FindingWatches watches,
            JobMoves moves,
            JdbcClient database,
            TransactionOperations transactions,
            TrainingProperties properties,
            ServiceMetrics metrics,
            JsonRecords records,
            JsonMapper json,
            Clock clock) {
        this.definitions = definitions;
        this.preparations = preparations;
        this.checkpoints = checkpoints;
        this.journalRows = journalRows;
        this.watches = watches;
        this.moves = moves;
        this.database = database;
        this.transactions = transactions;
        this.properties = properties;
        this.metrics = metrics;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    /** Runs until the job has ended, or is another's. */
    void run(Lease lease) {
        Claim claim = lease.claim();
        Pen pen = new Pen(lease, database, transactions);
        try {
            train(lease, pen);
        } catch (LeaseLost e) {
            metrics.leaseLost();
            LOG.info("{}", e.getMessage());
        } catch (InvalidData e) {
            fail(claim, pen, new Failure(Failure.Code.DATA, String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            fail(claim, pen, new Failure(Failure.Code.MEMORY, "There was not enough memory for this job."));
        } catch (RuntimeException e) {
            LOG.error("{} broke off", claim.job(), e);
            retry(claim, pen);
        }
    }

    private void train(Lease lease, Pen pen) {
        JobDefinition definition = pen.insist(() -> definitions.of(lease.claim().job()));
        Prepared prepared = pen.insist(() -> preparations.of(lease.claim().tenant(), definition))
                .prepared();
        Restored restored = pen.insist(() -> checkpoints.restore(lease.claim(), prepared));
        Journal journal = new Journal(pen, lease.claim(), journalRows);
        begin(lease.claim(), journal, restored, prepared);
        var file = new CheckpointFile(records, prepared.parts());
        long step = restored.state().counters().step();
        var writer = new CheckpointWriter(lease.claim(), journal, pen, file, checkpoints.stores(), step);
        var aside = new Aside("checkpoint-" + lease.claim().job());
        var runClock = new RunClock(restored.seconds(), properties.checkpointEvery(), System::nanoTime);
        var limits = prepared.limits(definition.maxSeconds());
        FindingWatch watch = watches.of(lease, definition, prepared, restored, journal);
        var meter = new RunMeter(metrics, prepared.network());
        var recorder = new Recorder(
                lease, journal, writer, aside, runClock, meter, restored.state(), clock, json, limits, watch);
        if (restored.memory() != null) {
            recorder.recall(restored.memory());
        }
        new TrainingRun(lease, prepared, restored, journal, writer, aside, runClock, recorder, meter, watch, moves)
                .run();
    }

    /** Forgets what an earlier attempt told after the checkpoint that this one goes on from. */
    private void begin(Claim claim, Journal journal, Restored restored, Prepared prepared) {
        if (claim.fence() == 1) {
            return;
        }
        var counters = restored.state().counters();
        String checkpoint = restored.checkpoint();
        if (checkpoint != null) {
            journal.event(JobEvent.Type.LOG, Recorder.resumed(checkpoint, counters.step()));
        }
        journal.write(() -> {
            long told =
                    StepSeries.toldBefore(counters.step(), prepared.limits(null).steps());
            journalRows.forgetAfter(claim.job(), counters.step(), counters.epoch(), told);
            checkpoints.rows().goBack(claim, checkpoint, counters.step(), counters.epoch());
        });
    }

    private void fail(Claim claim, Pen pen, Failure failure) {
        LOG.info("{} failed: {} {}", claim.job(), failure.code(), failure.detail());
        end(pen, () -> moves.fail(claim, failure));
    }

    private void retry(Claim claim, Pen pen) {
        end(pen, () -> {
            if (claim.strikes() >= properties.attempts()) {
                moves.fail(
                        claim,
                        new Failure(
                                Failure.Code.INTERNAL, "The server made a mistake with this job, again and again."));
            } else {
                moves.retry(claim);
            }
        });
    }

    private static void end(Pen pen, Runnable write) {
        try {
            pen.write(write);
        } catch (LeaseLost e) {
            LOG.info("{}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Could not write the end of a job; its lease will run out", e);
        }
    }
}
