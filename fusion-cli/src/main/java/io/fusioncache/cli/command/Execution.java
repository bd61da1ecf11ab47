package io.fusioncache.cli.command;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.input.ScriptRequest;
import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.cli.render.Renderer;
import io.fusioncache.common.client.FusionClient;
import io.fusioncache.common.fql.QueryName;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and prints their answers in the order of the requests. One thread reads and sends, since a script may
 * come slowly; the caller's prints.
 *
 * <p>Many requests are under way at once. But when the first failure is to stop the run, a request that may change
 * something is sent only after everything before it has succeeded, so that nothing behind a failure is ever done.
 */
final class Execution implements AutoCloseable {
    private static final int UNDER_WAY = 1024;
    private static final Pattern READ_QUERY = Pattern.compile("\\{\\s*\"([A-Z_]+)\"");

    private final Session session;
    private final boolean keepGoing;
    private final boolean requireValue;
    private final Renderer renderer;
    private volatile @Nullable Connection connection;
    private @Nullable CliException firstFailure;

    Execution(Session session, boolean keepGoing, boolean requireValue) {
        this.session = session;
        this.keepGoing = keepGoing;
        this.requireValue = requireValue;
        this.renderer = session.renderer();
    }

    /**
     * Runs the requests of one source to its end.
     *
     * @throws CliException for the first failure, or when it can't go on
     */
    void run(RequestSource source) {
        Sending sending = new Sending(source);
        Thread thread = Thread.ofPlatform().name("exec-input").daemon().start(sending);
        try {
            for (Step step = sending.take(); !(step instanceof End); step = sending.take()) {
                switch (step) {
                    case Sent sent -> print(sent);
                    case Failed failed -> throw failed.failure();
                    case End end -> throw new IllegalStateException("the end was handled above");
                }
                sending.settled();
            }
        } finally {
            thread.interrupt();
        }
    }

    /** @throws CliException with the first failure's status, when there was one and the run went on */
    void finish() {
        if (firstFailure != null) {
            throw new CliException(firstFailure.status(), "");
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void print(Sent sent) {
        if (!sent.answer().isDone()) {
            // Nothing is ready to print, so what was printed is shown.
            session.out().flush();
        }
        String answer = sent.connection().await(sent.answer());
        if (session.settings().isOn(Setting.TIMING)) {
            double millis = sent.duration().join() / 1e6;
            session.messages()
                    .line(String.format(
                            Locale.ROOT, "%s: %.3f ms", sent.request().position(), millis));
        }
        AnswerKind kind = sent.request().isQuery() ? AnswerKind.ofQuery(answer) : AnswerKind.ofCommand(answer);
        boolean missing = kind.status() == ExitStatus.VALUE_MISSING;
        if (kind.status() == ExitStatus.SUCCESS || missing) {
            render(answer);
            if (missing && requireValue) {
                failed(new CliException(
                        ExitStatus.VALUE_MISSING, sent.request().position() + ": the value is missing"));
            }
        } else {
            failed(new CliException(kind.status(), sent.request().position() + ": " + kind.message()));
        }
    }

    private void render(String answer) {
        if (answer.isEmpty()) {
            return; // A write that asked for no answer.
        }
        try {
            renderer.render(answer, session.out());
        } catch (IOException e) {
            throw new IllegalStateException("the output raises its failures as ends of the run", e);
        }
    }

    private void failed(CliException failure) {
        if (!keepGoing) {
            throw failure;
        }
        session.out().flush();
        session.messages().error("fusion-cli: " + failure.text());
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    private static boolean isRead(ScriptRequest request) {
        Matcher name = READ_QUERY.matcher(request.text());
        QueryName query = request.isQuery() && name.lookingAt() ? QueryName.of(name.group(1)) : null;
        return query != null && !query.isWrite();
    }

    private sealed interface Step {}

    private record Sent(
            Connection connection,
            ScriptRequest request,
            CompletableFuture<String> answer,
            CompletableFuture<Long> duration)
            implements Step {}

    private record Failed(RuntimeException failure) implements Step {}

    private record End() implements Step {}

    /** The thread that reads and sends. */
    private final class Sending implements Runnable {
        private final RequestSource source;
        private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(UNDER_WAY);
        private final Object progress = new Object();
        private long sentCount;
        private long settledCount;

        Sending(RequestSource source) {
            this.source = source;
        }

        Step take() {
            try {
                return steps.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliException(ExitStatus.INTERRUPTED, "");
            }
        }

        void settled() {
            synchronized (progress) {
                settledCount++;
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
                    if (!keepGoing && !isRead(request)) {
                        awaitAllSettled();
                    }
                    steps.put(send(request));
                    sentCount++;
                }
                return new End();
            } catch (RuntimeException e) {
                return new Failed(e); // It is raised where the answers before it have been printed.
            }
        }

        private Sent send(ScriptRequest request) {
            if (request.isQuery() && FusionClient.isKeyValueCommand(request.text())) {
                throw new CliException(
                        ExitStatus.USAGE,
                        request.position() + ": a key-value command in JSON has several answers; write it as a text"
                                + " command, such as GET user:1234");
            }
            Connection open = connection;
            if (open == null) {
                open = Connection.open(session.settings(), session.console());
                connection = open;
            }
            FusionClient client = open.client();
            long nanos = session.console().nanoTime().getAsLong();
            CompletableFuture<String> answer =
                    request.isQuery() ? client.query(request.text()) : client.commandLine(request.text());
            // Taken when the answer comes, not when its turn to be printed has come.
            CompletableFuture<Long> duration = answer.handle(
                    (text, failure) -> session.console().nanoTime().getAsLong() - nanos);
            return new Sent(open, request, answer, duration);
        }

        private void awaitAllSettled() throws InterruptedException {
            synchronized (progress) {
                while (settledCount < sentCount) {
                    progress.wait();
                }
            }
        }
    }
}
