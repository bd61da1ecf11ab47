package io.fusioncache.server.ops;

/** Takes lines of the log. */
@FunctionalInterface
interface LineSink {
    /** Takes a line without its end; with a defect's stack trace it is several. */
    void add(String line);

    /**
     * Waits until every line that was taken is written.
     *
     * @param nanos how long at most, in nanoseconds
     * @return false when the time was up before
     */
    default boolean drain(long nanos) throws InterruptedException {
        return true;
    }
}
