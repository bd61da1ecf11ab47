package io.fusioncache.server.net.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes the large chunks of messages elsewhere than on network threads. Java clears an array when it is made, and where
 * the system has to find the memory first that takes milliseconds, in which all other connections of the thread would
 * wait. Safe for use by any number of threads.
 */
public final class ChunkMaker {
    private static final int IDLE_SECONDS = 10;

    private final Executor executor;
    private final Runnable onFirst;
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    /** A chunk that is being made, or is there. */
    static final class Chunk {
        private final int size;
        private byte @Nullable [] made;
        private volatile boolean done;

        private Chunk(int size) {
            this.size = size;
        }

        int size() {
            return size;
        }

        /** Whether {@link #bytes()} are there, or never will be. */
        boolean isDone() {
            return done;
        }

        /** The chunk; null before it is made, and when it could not be made. */
        byte @Nullable [] bytes() {
            return done ? made : null;
        }
    }

    /**
     * A maker with a thread that is there while there is something to make.
     *
     * @param onFirst run when the first large message comes, on a thread of its own
     */
    public static ChunkMaker ofOneThread(Runnable onFirst) {
        Executor executor = new ThreadPoolExecutor(
                0,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("fusion-chunks").daemon(true).factory());
        return new ChunkMaker(
                executor,
                () -> Thread.ofPlatform()
                        .name("fusion-first-chunk")
                        .daemon(true)
                        .start(onFirst));
    }

    /**
     * A maker with threads of others.
     *
     * @param executor runs the making; its threads may take their time
     * @param onFirst run before the first chunk is made, on the calling thread
     */
    public ChunkMaker(Executor executor, Runnable onFirst) {
        this.executor = executor;
        this.onFirst = onFirst;
    }

    /**
     * Begins to make a chunk.
     *
     * @param size in bytes
     * @param whenDone run when it is there, on the thread that made it
     */
    Chunk make(int size, Runnable whenDone) {
        if (isFirst.get() && isFirst.getAndSet(false)) {
            onFirst.run();
        }
        Chunk chunk = new Chunk(size);
        executor.execute(() -> {
            try {
                chunk.made = new byte[size];
            } finally {
                chunk.done = true;
                whenDone.run();
            }
        });
        return chunk;
    }
}
