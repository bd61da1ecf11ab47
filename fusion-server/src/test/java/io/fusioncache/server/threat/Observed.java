package io.fusioncache.server.threat;

/** What a threat came to, as a row of the table in {@code docs/reliability.md}. */
final class Observed {
    private Observed() {}

    /** Prints a row: the threat, the limit that is stated, and what was seen. */
    static void row(String threat, String limit, String seen) {
        System.out.println("| " + threat + " | " + limit + " | " + seen + " |");
    }

    /** Milliseconds since then. */
    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
