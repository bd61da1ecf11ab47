package io.fusioncache.server.net.resp;

import org.xnio.XnioExecutor;

/** Runs something later on a connection's network thread. */
@FunctionalInterface
interface Timers {
    /** Runs the task once that time has passed, unless the key is removed before. */
    XnioExecutor.Key after(long nanos, Runnable task);
}
