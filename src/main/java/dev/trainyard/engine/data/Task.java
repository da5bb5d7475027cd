package dev.trainyard.engine.data;

import java.util.Arrays;

/** What is learned about a target: which class it is, or how large it is. */
public enum Task {
    CLASSIFICATION,
    REGRESSION;

    /** Up to so many different whole numbers are classes unless the job says otherwise. */
    public static final int MOST_WHOLE_NUMBER_CLASSES = 20;

    /** The task that a target column suggests: words are classes, so are few different whole numbers. */
    public static Task suggestedBy(Column target) {
        return switch (target) {
            case CategoryColumn ignored -> CLASSIFICATION;
            case NumberColumn numbers -> fewWholeNumbers(numbers.values()) ? CLASSIFICATION : REGRESSION;
            case TensorColumn tensors ->
                throw new InvalidData(
                        InvalidData.Code.COLUMN_TYPE, tensors.name(), "expected numbers or categories, got tensors");
        };
    }

    private static boolean fewWholeNumbers(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).allMatch(value -> value == Math.rint(value))
                && Arrays.stream(values)
                                .filter(Double::isFinite)
                                .distinct()
                                .limit(MOST_WHOLE_NUMBER_CLASSES + 1L)
                                .count()
                        <= MOST_WHOLE_NUMBER_CLASSES;
    }
}
