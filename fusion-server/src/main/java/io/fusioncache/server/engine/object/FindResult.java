package io.fusioncache.server.engine.object;

/**
 * The objects found, in the order of storing.
 *
 * @param rows their row numbers, good for as long as the snapshot that found them is open
 * @param more true when there were more than were asked for
 * @param indexNanos time spent in indexes and reverse links, in nanoseconds
 * @param scanNanos time spent testing conditions on columns, in nanoseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record FindResult(int[] rows, boolean more, long indexNanos, long scanNanos) {}
