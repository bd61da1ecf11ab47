package io.fusioncache.server.command;

import org.jspecify.annotations.Nullable;

/** Object mode, as the command {@code FQL} reaches it. */
public interface ObjectQueries {
    /**
     * Runs a query and returns its answer or its error, both JSON.
     *
     * @param query the text, whole
     * @return null when the query asked not to be answered
     */
    byte @Nullable [] run(byte[] query);
}
