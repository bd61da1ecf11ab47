package io.fusioncache.server.query;

/**
 * What of the configuration concerns queries. Asked at each query, so that a changed setting takes effect at the next.
 */
public interface QuerySettings {
    /** The most objects a {@code FIND} returns. */
    int maxFindResults();

    /** The most links that are expanded below an object. */
    int maxDepth();

    /** The bytes of an answer from which it is sent in parts, while the rest is still to be written. */
    long answerPartBytes();

    /** The word that {@code CLEAR} wants. */
    String clearConfirm();

    /**
     * A depth without configuration, for a caller inside the process: 50,000 results, 32 links, parts of 1 MiB, the
     * usual word.
     */
    static QuerySettings defaults() {
        return new QuerySettings() {
            @Override
            public int maxFindResults() {
                return 50_000;
            }

            @Override
            public int maxDepth() {
                return 32;
            }

            @Override
            public long answerPartBytes() {
                return 1 << 20;
            }

            @Override
            public String clearConfirm() {
                return "IKnowWhatImDoing";
            }
        };
    }
}
