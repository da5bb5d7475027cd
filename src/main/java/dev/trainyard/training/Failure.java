package dev.trainyard.training;

/** Why a job failed: a stable code, and a sentence for people that gives what was expected and what was found. */
record Failure(Code code, String detail) {
    private static final int LONGEST = 2000;

    enum Code {
        /** The loss became NaN or infinite. */
        DIVERGED,
        /** The dataset cannot be trained on; trying again would not help. */
        DATA,
        /** It took its node down, or was lost with it, too often without getting on. */
        QUARANTINED,
        /** Neither heap nor native memory sufficed. */
        MEMORY,
        /** Our fault. */
        INTERNAL;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Failure {
        detail = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST);
    }
}
