package io.fusioncache.server.engine.object;

/** How many objects were found; the times as in {@link FindResult}. */
public record CountResult(long count, long indexNanos, long scanNanos) {}
