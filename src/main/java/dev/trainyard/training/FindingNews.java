package dev.trainyard.training;

import dev.trainyard.engine.inspect.finding.Finding;
import java.time.Instant;

/**
 * A finding that has not been written yet.
 *
 * @param action what the job did about it
 */
record FindingNews(Finding finding, FindingAction action, Instant time) {}
