package dev.trainyard.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words what to do about {@link OpenDoor}, instead of a stack trace. Named in spring.factories. */
class OpenDoorAnalyzer extends AbstractFailureAnalyzer<OpenDoor> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, OpenDoor cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set trainyard.admin-key (or the environment variable TRAINYARD_ADMIN_KEY) to a long random text and"
                        + " make keys for users with it, or leave server.address at 127.0.0.1.",
                cause);
    }
}
