package io.fusioncache.cli.shell;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Where the shell shows things. */
interface Screen {
    /** Shows bytes as they are. */
    void write(byte[] bytes);

    /** Shows text as it is. */
    default void print(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows what went wrong, which is kept apart from answers where the two can be told apart. */
    void error(String text);

    /** Rows that fit at once; 0 where nothing scrolls away. */
    int rows();

    /** Whether the cursor can be moved, so that a line or the screen can be written over. */
    boolean canRedraw();

    /** Clears it, where that can be done. */
    void clear();

    /** Whether text has colours. */
    boolean isColoured();

    /** Completes at the next Ctrl-C. */
    CompletableFuture<Void> nextInterrupt();
}
