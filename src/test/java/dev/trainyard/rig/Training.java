package dev.trainyard.rig;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What the rig has trained: one table, and jobs on it that differ in their seed. */
record Training(int rows, int epochs, int units) {
    /** A job of a few seconds. */
    static final Training SECONDS = new Training(3000, 40, 32);
    /** A job of a moment. */
    static final Training MOMENT = new Training(300, 3, 8);

    String csv() {
        StringBuilder csv = new StringBuilder("a,b,c,color,y\n");
        Random random = new Random(1);
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            String color = random.nextBoolean() ? "red" : "blue";
            String y = a * b + Math.sin(3 * c) > (color.equals("red") ? 0.2 : -0.2) ? "p" : "q";
            csv.append(String.format(Locale.ROOT, "%.4f,%.4f,%.4f,%s,%s%n", a, b, c, color, y));
        }
        return csv.toString();
    }

    String job(String dataset, int seed) {
        return """
            {"dataset":"%s","target":"y","epochs":%d,"batch_size":32,"seed":%d,"threads":1,"early_stopping":false,
             "model":{"layers":[{"type":"dense","units":%d,"activation":"relu"},{"type":"dropout","p":0.1},
                                {"type":"dense","units":%d,"activation":"tanh"}]},"metadata":{"seed":"%d"}}\
            """.formatted(dataset, epochs, seed, units, units, seed);
    }

    /** The digests of undisturbed runs, by seed. */
    Map<String, String> digests(Cluster cluster, int seeds) {
        String dataset = cluster.upload(csv());
        Map<String, String> digests = new TreeMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            String job = cluster.calls().submit(job(dataset, seed));
            digests.put(
                    String.valueOf(seed),
                    cluster.calls().end(job).at("/result/weights_sha256").asString("none"));
        }
        return digests;
    }
}
