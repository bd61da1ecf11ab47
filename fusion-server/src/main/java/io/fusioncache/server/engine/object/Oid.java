package io.fusioncache.server.engine.object;

/**
 * An object's identity: a random UUID (version 4), made by the server. Its text is the query layer's affair.
 *
 * @param high the more significant 64 bits
 * @param low the less significant 64 bits
 */
public record Oid(long high, long low) {}
