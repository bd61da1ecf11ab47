package io.fusioncache.cli.command;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.input.ScriptRequest;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads the requests of one source and sends them, several at a time. What it did comes out as steps,
 * in the order of the requests; whoever takes them says when one is settled.
 */
final class RequestSending implements Runnable {
    private static final int UNDER_WAY = 4096;

    private final Session session;
    private final ExecConnection target;
    private final RequestSource source;
    private final boolean inOrder;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(UNDER_WAY);
    private final Object progress = new Object();
    private long settled;
    private long sent;
    private long lastUnguarded;

    /** What became of the next request. */
    sealed interface Step {}

    /**
     * It was sent.
     *
     * @param answers one, or for a key-value command in JSON any number
     * @param nanos how long the answer took; null unless that is asked for
     */
    record Sent(
            Connection connection,
            ScriptRequest request,
            CompletableFuture<List<String>> answers,
            @Nullable CompletableFuture<Long> nanos)
            implements Step {}

    /** It could not be read or sent, and nothing behind it was. */
    record Failed(RuntimeException failure) implements Step {}

    /** There are no more. */
    record End() implements Step {}

    /** @param stopsAtFailure nothing behind the first failure may be done */
    RequestSending(Session session, ExecConnection target, RequestSource source, boolean stopsAtFailure) {
        this.session = session;
        this.target = target;
        this.source = source;
        this.inOrder = stopsAtFailure;
    }

    /** Waits for the next step. */
    Step take() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitStatus.INTERRUPTED, "");
        }
    }

    /** Notes that the request of the step taken last has succeeded, or that its failure does not matter. */
    void settled() {
        synchronized (progress) {
            settled++;
            progress.notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            steps.put(sendAll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The run is over; nobody waits for more steps.
        }
    }

    private Step sendAll() throws InterruptedException {
        try {
            for (ScriptRequest request = source.next(); request != null; request = source.next()) {
                check(request);
                if (inOrder) {
                    awaitTurn(RequestEffect.of(request));
                }
                Sent step = send(request);
                sent++;
                if (!target.isGuarded() || request.isQuery()) {
                    lastUnguarded = sent;
                }
                steps.put(step);
            }
            return new End();
        } catch (RuntimeException e) {
            return new Failed(e); // It is raised where the answers before it have been printed.
        }
    }

    private static void check(ScriptRequest request) {
        if (!request.isQuery() && RequestEffect.firstWord(request.text()).equals("MONITOR")) {
            throw new CliException(
                    ExitStatus.USAGE, request.position() + ": MONITOR never ends; run fusion-cli monitor");
        }
    }

    /**
     * Waits until nothing is under way whose failure would not keep the request from being done. A read may always go
     * ahead. A command that changes something waits until all before it is settled, or is such that the server, told to
     * stop at an error, skips the commands behind it.
     */
    private void awaitTurn(RequestEffect effect) throws InterruptedException {
        switch (effect) {
            case READING_QUERY, READING_COMMAND -> {}
            case CHANGING_COMMAND -> {
                if (!target.isGuarded() && !isSettled(sent)) {
                    awaitSettled(sent);
                    target.guard();
                }
                awaitSettled(target.isGuarded() ? lastUnguarded : sent);
            }
            case OTHER -> {
                awaitSettled(sent);
                // It may be what changes the connection, so the guard is set anew behind it.
                target.unguard();
            }
        }
    }

    private boolean isSettled(long count) {
        synchronized (progress) {
            return settled >= count;
        }
    }

    private void awaitSettled(long count) throws InterruptedException {
        synchronized (progress) {
            while (settled < count) {
                progress.wait();
            }
        }
    }

    private Sent send(ScriptRequest request) {
        Connection open = target.open();
        long began = session.console().nanoTime().getAsLong();
        CompletableFuture<List<String>> answers = open.send(request.text(), request.isQuery());
        // Taken when the answer comes, not when its turn to be printed has come.
        CompletableFuture<Long> nanos = session.timing()
                ? answers.handle((text, failure) -> session.console().nanoTime().getAsLong() - began)
                : null;
        return new Sent(open, request, answers, nanos);
    }
}
