package io.fusioncache.server.net;

import io.fusioncache.server.ops.Traffic;

/**
 * One interface of the server.
 *
 * @param name what logs, metrics and {@code SERVER_INFO} call it
 * @param maxRead the longest message, in bytes
 * @param handler what its messages mean
 */
public record Endpoint(String name, long maxRead, MessageHandler handler, Traffic traffic) {}
