package io.fusioncache.server.engine.memory;

/** A write that would pass the memory limit and for which nothing may be evicted; nothing was changed. */
public final class MemoryLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Nothing was changed and nothing charged. */
    public MemoryLimitException() {
        super("memory limit", null, false, false);
    }
}
