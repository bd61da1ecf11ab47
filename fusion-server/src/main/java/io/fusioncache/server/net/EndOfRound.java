package io.fusioncache.server.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where short answers are sent: behind everything that was ready when the network thread looked, or when a few of them
 * wait. A program with many connections is woken by the first of these answers and finds the others when it comes to
 * them; were each sent as soon as it is made, it would often be woken, and go to sleep again, for every one of them,
 * which costs both sides more than the answer. Were all sent at the end, both sides would take turns, and one processor
 * of two stand still. A connection that is alone loses nothing, for the end of its round comes at once.
 *
 * <p>Has what waits for each network thread apart.
 */
public final class EndOfRound {
    private static final Logger LOG = System.getLogger(EndOfRound.class.getName());

    /** How many answers wait at most. */
    private static final int MOST = 8;

    private final ThreadLocal<ArrayDeque<Runnable>> waiting = ThreadLocal.withInitial(ArrayDeque::new);

    /**
     * Runs a task when everything that is ready has been read, or when so many wait. To be called on the network
     * thread.
     *
     * @param thread the calling thread
     */
    public void run(Executor thread, Runnable task) {
        ArrayDeque<Runnable> tasks = waiting.get();
        tasks.add(task);
        if (tasks.size() >= MOST) {
            runAll(tasks);
        } else if (tasks.size() == 1) {
            try {
                thread.execute(() -> runAll(tasks));
            } catch (RejectedExecutionException ending) {
                runAll(tasks); // The thread takes nothing any more, but what it has begun it ends.
            }
        }
    }

    private static void runAll(ArrayDeque<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "sending an answer failed", e);
            }
        }
    }
}
