package dev.trainyard.benchmark;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * OpenBLAS as bytedeco packs it, called without JavaCPP: the arrays of the heap are handed over as they are, so that
 * nothing but the product is measured. The build unpacks the library to the folder that {@code openblas} names.
 */
final class OpenBlas {
    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private final MethodHandle product;

    /** Throws {@link IllegalArgumentException} where the library is not. */
    OpenBlas(int threads) {
        Path folder = Path.of(System.getProperty("openblas", "target/openblas"), "org/bytedeco/openblas/linux-x86_64");
        for (String needed : new String[] {"libquadmath.so.0", "libgfortran.so.5"}) {
            System.load(folder.resolve(needed).toAbsolutePath().toString());
        }
        SymbolLookup library = SymbolLookup.libraryLookup(folder.resolve("libopenblas.so.0"), Arena.global());
        var integer = ValueLayout.JAVA_INT;
        var array = ValueLayout.ADDRESS;
        this.product = Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow("cblas_sgemm"),
                        FunctionDescriptor.ofVoid(
                                integer,
                                integer,
                                integer,
                                integer,
                                integer,
                                integer,
                                ValueLayout.JAVA_FLOAT,
                                array,
                                integer,
                                array,
                                integer,
                                ValueLayout.JAVA_FLOAT,
                                array,
                                integer),
                        Linker.Option.critical(true));
        setThreads(library, threads);
    }

    private static void setThreads(SymbolLookup library, int threads) {
        MethodHandle set = Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow("openblas_set_num_threads"),
                        FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        try {
            set.invokeExact(threads);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** C = A B, each transposed first where said; all row-major without gaps. */
    void multiply(boolean aTransposed, boolean bTransposed, int m, int n, int k, float[] a, float[] b, float[] c) {
        try {
            product.invokeExact(
                    ROW_MAJOR,
                    aTransposed ? TRANSPOSED : PLAIN,
                    bTransposed ? TRANSPOSED : PLAIN,
                    m,
                    n,
                    k,
                    1f,
                    MemorySegment.ofArray(a),
                    aTransposed ? m : k,
                    MemorySegment.ofArray(b),
                    bTransposed ? k : n,
                    0f,
                    MemorySegment.ofArray(c),
                    n);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
