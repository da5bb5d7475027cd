package dev.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link GatheredMatmul} is planned for: C[m, n] of {@code a.outer.length} rows and {@code b.outer.length} columns.
 *
 * @param byColumns whether C is stored column by column, else row by row
 * @param ldc distance between the starts of two columns, or rows, of C
 * @param accumulate whether the product is added to C
 * @param bias added to each row of C, one value per row, from where a load says; not with {@code accumulate}
 */
@SuppressWarnings("ArrayRecordComponent")
public record GatheredShape(
        Gather a, Gather b, boolean byColumns, int ldc, boolean accumulate, float @Nullable [] bias) {

    /** Throws {@link IllegalArgumentException} if the operands have different numbers of terms, or nothing to do. */
    public GatheredShape {
        if (a.terms().length != b.terms().length || a.terms().length == 0 || m(a) == 0 || m(b) == 0) {
            throw new IllegalArgumentException(
                    "expected operands with the same terms, got " + a.terms().length + " and " + b.terms().length);
        }
    }

    private static int m(Gather gather) {
        return gather.outer().length;
    }

    int m() {
        return m(a);
    }

    int n() {
        return m(b);
    }

    int k() {
        return a.terms().length;
    }

    /** Row by row. */
    public static GatheredShape of(Gather a, Gather b, int ldc, boolean accumulate, float @Nullable [] bias) {
        return new GatheredShape(a, b, false, ldc, accumulate, bias);
    }

    /** Row by row, without a bias. */
    public static GatheredShape of(Gather a, Gather b, int ldc, boolean accumulate) {
        return of(a, b, ldc, accumulate, null);
    }

    /** Column by column, without a bias. */
    public static GatheredShape byColumns(Gather a, Gather b, int ldc, boolean accumulate) {
        return new GatheredShape(a, b, true, ldc, accumulate, null);
    }
}
