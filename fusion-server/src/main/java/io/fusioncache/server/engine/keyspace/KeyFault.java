package io.fusioncache.server.engine.keyspace;

/**
 * Why bytes are no key.
 *
 * @param sentence what is wrong, beginning with {@code key}
 */
public record KeyFault(String sentence) {}
