package io.fusioncache.cli.shell;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers: tells that it does when that takes long, and until Ctrl-C. */
final class Waiting {
    private static final String ERASE = "\r\u001b[K";

    private final Screen screen;

    Waiting(Screen screen) {
        this.screen = screen;
    }

    /**
     * Waits for an answer.
     *
     * @param longest after which the outcome counts as unknown
     * @throws CliException INTERRUPTED for Ctrl-C, OUTCOME_UNKNOWN after that time, else what the client raises
     */
    <T> T await(CompletableFuture<T> answer, Duration longest) {
        CompletableFuture<Void> interrupt = screen.nextInterrupt();
        CompletableFuture<Object> either = CompletableFuture.anyOf(answer, interrupt);
        long seconds = 0;
        try {
            while (!isDoneWithinASecond(either)) {
                seconds++;
                if (seconds >= longest.toSeconds()) {
                    throw new CliException(
                            ExitStatus.OUTCOME_UNKNOWN,
                            "no answer within " + longest.toSeconds() + " s: outcome unknown; --timeout waits longer");
                }
                show("Waiting for the answer, " + seconds + " s. Ctrl-C stops waiting.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitStatus.INTERRUPTED, "");
        } finally {
            if (seconds > 0) {
                show("");
            }
        }
        if (!answer.isDone()) {
            throw new CliException(
                    ExitStatus.INTERRUPTED, "Stopped waiting. The outcome is unknown: the server may still do it.");
        }
        return value(answer);
    }

    private static <T> T value(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw Connection.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitStatus.INTERRUPTED, "");
        }
    }

    private static boolean isDoneWithinASecond(CompletableFuture<Object> either) throws InterruptedException {
        try {
            either.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException expected) {
            return false; // So there is progress to show.
        } catch (ExecutionException expected) {
            return true; // The failure is raised where the answer is taken.
        }
        return true;
    }

    private void show(String text) {
        if (screen.canRedraw()) {
            screen.print(ERASE + text);
        }
    }
}
