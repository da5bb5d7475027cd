package dev.trainyard.web;

/** Words of strangers, made fit to be repeated in an answer or a log line. */
public final class Text {
    private static final int LONGEST = 80;

    private Text() {}

    /** The text in double quotes, without control characters and cut after 80 characters. */
    public static String quoted(String text) {
        String whole = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return '"' + whole.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]", "?") + '"';
    }
}
