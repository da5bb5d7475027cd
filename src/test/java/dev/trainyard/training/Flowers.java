package dev.trainyard.training;

import java.util.Locale;
import java.util.Random;

/** Three kinds of flowers that are easy to tell apart, in any number. */
final class Flowers {
    private static final String[] KINDS = {"rose", "lily", "iris"};

    private Flowers() {}

    static String csv(int rows) {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("petal,sepal,color,kind\n");
        for (int row = 0; row < rows; row++) {
            int kind = row % KINDS.length;
            csv.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%s,%s%n",
                    kind * 2 + random.nextGaussian() * 0.4,
                    5 - kind + random.nextGaussian() * 0.4,
                    random.nextBoolean() ? "red" : "blue",
                    KINDS[kind]));
        }
        return csv.toString();
    }
}
