package io.fusioncache.server.net;

import java.util.concurrent.RejectedExecutionException;
import org.xnio.XnioIoThread;

/**
 * Where short answers are sent: behind everything that was ready when the network thread looked. A program with many
 * connections is woken by the first of these answers and finds the others when it comes to them; were each sent as soon
 * as it is made, it would often be woken, and go to sleep again, for every one of them, which costs both sides more
 * than the answer. A connection that is alone loses nothing, for the end of its round comes at once.
 */
public final class EndOfRound {
    private EndOfRound() {}

    /**
     * Runs a task when everything that is ready has been read. To be called on the network thread.
     *
     * @param thread the calling thread
     */
    public static void run(XnioIoThread thread, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ending) {
            task.run(); // The thread takes nothing any more, but what it has begun it ends.
        }
    }
}
