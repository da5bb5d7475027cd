package dev.trainyard.benchmark;

import java.util.List;

/** What peers read from the environment. */
final class Environment {
    /** Make OpenBLAS take kernels that are not this processor's: it is several times slower then. */
    private static final List<String> MISLEADING = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

    private Environment() {}

    /** Throws {@link IllegalStateException} where OpenBLAS may not choose its own kernels: the ratios would say nothing. */
    static void requireOwnChoice() {
        for (String name : MISLEADING) {
            String value = System.getenv(name);
            if (value != null) {
                throw new IllegalStateException(
                        "expected %s unset, so that OpenBLAS chooses its own kernels, got %s; run: env -u %s …"
                                .formatted(name, value, String.join(" -u ", MISLEADING)));
            }
        }
    }
}
