package io.fusioncache.server.query.json;

/** What a client sent, made short enough to be named in an answer. */
public final class Shortened {
    private static final int LONGEST = 64;

    private Shortened() {}

    /** The text, or its beginning and an ellipsis. */
    public static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
