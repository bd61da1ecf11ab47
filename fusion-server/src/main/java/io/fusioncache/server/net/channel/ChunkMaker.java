package io.fusioncache.server.net.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the large chunks of messages elsewhere than on network threads. Java clears an array when it is made, and where
 * the system has to find the memory first that takes milliseconds, in which all other connections of the thread would
 * wait. Safe for use by any number of threads.
 */
public final class ChunkMaker {
    private static final int IDLE_SECONDS = 10;

    private final Executor executor;

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

    /** A maker with a thread that is there while there is something to make. */
    public static ChunkMaker ofOneThread() {
        return new ChunkMaker(new ThreadPoolExecutor(
                0,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("fusion-chunks").daemon(true).factory()));
    }

    /** @param executor runs the making; its threads may take their time */
    public ChunkMaker(Executor executor) {
        this.executor = executor;
    }

    /**
     * Begins to make a chunk.
     *
     * @param size in bytes
     * @param whenDone run when it is there, on the thread that made it
     */
    Chunk make(int size, Runnable whenDone) {
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
