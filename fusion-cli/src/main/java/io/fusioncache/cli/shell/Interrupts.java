package io.fusioncache.cli.shell;

import java.util.concurrent.CompletableFuture;

/** Passes Ctrl-C on from whichever thread hears of it to whoever waits. */
final class Interrupts {
    private CompletableFuture<Void> next = new CompletableFuture<>();

    /** Completes at the next Ctrl-C. */
    synchronized CompletableFuture<Void> next() {
        if (next.isDone()) {
            next = new CompletableFuture<>();
        }
        return next;
    }

    /** Ctrl-C was pressed. */
    void fire() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = next;
        }
        waiting.complete(null);
    }
}
