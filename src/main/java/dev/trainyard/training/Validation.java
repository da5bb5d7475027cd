package dev.trainyard.training;

import dev.trainyard.web.Problem;
import dev.trainyard.web.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What each epoch is judged by: a part of the dataset's rows, or another dataset.
 *
 * @param split part of the rows, 0 (no validation) to below 1
 * @param dataset id of a dataset with the same columns
 */
record Validation(@Nullable Double split, @Nullable String dataset) {
    static final double LARGEST_SPLIT = 0.9;

    Validation {
        if ((split == null) == (dataset == null)) {
            throw Problem.of(ProblemCode.INVALID_VALUE, "expected either a split or a dataset")
                    .at("", "must have either \"split\" or \"dataset\"");
        }
        if (split != null && !(split >= 0 && split <= LARGEST_SPLIT)) {
            throw Problem.of(ProblemCode.INVALID_VALUE, "expected a split from 0 to 0.9")
                    .at("/split", "must be from 0 to " + LARGEST_SPLIT + ", not " + split);
        }
    }

    static Validation split(double fraction) {
        return new Validation(fraction, null);
    }

    /** Whether any row judges. */
    boolean any() {
        return dataset != null || (split != null && split > 0);
    }
}
