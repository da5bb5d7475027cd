package dev.trainyard.dataset.format;

/**
 * Decimal numbers as data files have them: {@code [+-] digits [. digits] [e [+-] digits]}, where one of the two digits may be
 * absent. Nothing else that Java calls a number: no hexadecimal, no suffix.
 *
 * <p>Up to 15 digits and a power of ten up to 22 are exact doubles, so one multiplication or division rounds correctly [1];
 * the rest goes to {@link Double#parseDouble}.
 *
 * <p>[1] W. D. Clinger, How to read floating point numbers accurately, PLDI 1990.
 */
final class Decimal {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int EXACT_DIGITS = 15;
    private static final int LARGEST_EXPONENT = 100_000;

    private final char[] chars;
    private final int end;
    private int position;
    private long mantissa;
    private int digits;
    private int significant;
    private int exponent;

    private Decimal(char[] chars, int from, int to) {
        this.chars = chars;
        this.position = from;
        this.end = to;
    }

    static double parse(char[] chars, int from, int to, Cell cell) {
        if (from == to || chars[from] > 'i') {
            return Double.NaN;
        }
        return new Decimal(chars, from, to).parse(cell);
    }

    private double parse(Cell cell) {
        boolean negative = chars[position] == '-';
        if (negative || chars[position] == '+') {
            position++;
        }
        digits();
        if (position < end && chars[position] == '.') {
            position++;
            int before = digits;
            digits();
            exponent -= digits - before;
        }
        if (digits == 0) {
            Double infinity = cell.infinity();
            return infinity == null ? Double.NaN : infinity;
        }
        if (!exponent() || position != end) {
            return Double.NaN;
        }
        if (significant > EXACT_DIGITS || Math.abs(exponent) >= POWERS.length) {
            return Double.parseDouble(cell.text());
        }
        double value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
        return negative ? -value : value;
    }

    private void digits() {
        while (position < end && chars[position] >= '0' && chars[position] <= '9') {
            int digit = chars[position++] - '0';
            digits++;
            if (significant > 0 || digit > 0) {
                significant++;
            }
            if (significant <= EXACT_DIGITS) {
                mantissa = 10 * mantissa + digit;
            }
        }
    }

    /** False if an exponent begins and does not end. */
    private boolean exponent() {
        if (position == end || (chars[position] | 0x20) != 'e') {
            return true;
        }
        position++;
        boolean negative = position < end && chars[position] == '-';
        if (negative || (position < end && chars[position] == '+')) {
            position++;
        }
        int start = position;
        int value = 0;
        while (position < end && chars[position] >= '0' && chars[position] <= '9') {
            value = Math.min(LARGEST_EXPONENT, 10 * value + chars[position++] - '0');
        }
        exponent += negative ? -value : value;
        return position > start;
    }
}
