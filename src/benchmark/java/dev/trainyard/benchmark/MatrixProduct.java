package dev.trainyard.benchmark;

import dev.trainyard.engine.kernel.Epilogue;
import dev.trainyard.engine.kernel.Form;
import dev.trainyard.engine.kernel.Kernels;
import dev.trainyard.engine.kernel.Matmul;
import dev.trainyard.engine.kernel.MatmulShape;
import dev.trainyard.engine.kernel.Randomness;
import dev.trainyard.engine.kernel.Team;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One matrix product in the three forms of training, by our kernels and by OpenBLAS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class MatrixProduct {
    /** Form, rows and columns of C, terms. */
    @Param({
        "NN 512 512 512",
        "NN 1024 1024 1024",
        "NT 512 1024 784",
        "NT 512 1024 1024",
        "NN 512 1024 1024",
        "TN 1024 1024 512",
        "NT 128 256 784",
        "TN 256 784 128",
        "NT 128 128 256",
        "NT 512 10 1024",
        "NT 128 10 128",
        "TN 10 128 128",
        "NN 128 128 10",
        "NT 32 64 30",
        "NT 32 64 64",
        "NT 32 2 64",
        "TN 64 64 32",
        "NT 16 16 4",
        "NT 16 3 16",
        "TN 16 4 16"
    })
    public String product = "";

    /** Threads of either. */
    @Param("1")
    public int threads;

    private static final int ROOM = 32;

    private OpenBlas openBlas;
    private Team team;
    private Matmul matmul;
    private Form form;
    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;

    /** Plans the product, fills the operands, and sees that both give the same. */
    @Setup
    public void prepare() {
        String[] words = product.split(" ");
        form = Form.valueOf(words[0]);
        m = Integer.parseInt(words[1]);
        n = Integer.parseInt(words[2]);
        k = Integer.parseInt(words[3]);
        openBlas = new OpenBlas(threads);
        team = Team.of(threads);
        matmul = Kernels.best().matmuls().plan(MatmulShape.of(form, m, n, k), Epilogue.STORE);
        a = values(1, m * k);
        b = values(2, k * n);
        c = new float[m * n];
        float[] expected = openBlas();
        c = new float[m * n];
        requireClose(trainyard(), expected);
    }

    /** In an array that is longer than the matrix, as those of a training are. */
    private static float[] values(long key, int count) {
        float[] values = new float[count + ROOM];
        for (int i = 0; i < count; i++) {
            values[i] = Randomness.normal(key, i);
        }
        return values;
    }

    private void requireClose(float[] actual, float[] expected) {
        for (int i = 0; i < actual.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= 1e-3 * Math.sqrt(k))) {
                throw new IllegalStateException(product + ": " + actual[i] + " and " + expected[i]);
            }
        }
    }

    @Benchmark
    public float[] trainyard() {
        team.run(worker -> matmul.run(a, 0, b, 0, c, 0, form == Form.TN ? k : m, worker));
        return c;
    }

    @Benchmark
    public float[] openBlas() {
        openBlas.multiply(form == Form.TN, form == Form.NT, m, n, k, a, b, c);
        return c;
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        team.close();
    }
}
