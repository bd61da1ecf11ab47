package io.fusioncache.cli.command;

import io.fusioncache.cli.command.RequestSending.Failed;
import io.fusioncache.cli.command.RequestSending.Sent;
import io.fusioncache.cli.command.RequestSending.Step;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.input.ScriptRequest;
import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.cli.render.Renderer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and prints their answers in the order of the requests. One thread reads and sends, since a script may
 * come slowly; the caller's prints. Many requests are under way at once, yet nothing behind the first failure is done
 * when that is to end the run.
 */
final class Execution implements AutoCloseable {
    private final Session session;
    private final boolean keepGoing;
    private final boolean requireValue;
    private final Renderer renderer;
    private final ExecConnection connection;
    private @Nullable CliException firstFailure;

    Execution(Session session, boolean keepGoing, boolean requireValue) {
        this.session = session;
        this.keepGoing = keepGoing;
        this.requireValue = requireValue;
        this.renderer = session.renderer();
        this.connection = new ExecConnection(session, !requireValue);
    }

    /**
     * Runs the requests of one source to its end.
     *
     * @throws CliException for the first failure, or when it can't go on
     */
    void run(RequestSource source) {
        RequestSending sending = new RequestSending(session, connection, source, !keepGoing);
        Thread thread = Thread.ofPlatform().name("exec-input").daemon().start(sending);
        try {
            Step step = sending.take();
            while (step instanceof Sent sent) {
                print(sent);
                sending.settled();
                step = sending.take();
            }
            if (step instanceof Failed failed) {
                throw failed.failure();
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
        connection.close();
    }

    private void print(Sent sent) {
        if (!sent.answers().isDone()) {
            // Nothing is ready to print, so what was printed is shown.
            session.out().flush();
        }
        List<String> answers = sent.connection().await(sent.answers());
        if (sent.nanos() != null) {
            double millis = sent.nanos().join() / 1e6;
            session.messages()
                    .line(String.format(
                            Locale.ROOT, "%s: %.3f ms", sent.request().position(), millis));
        }
        for (String answer : answers) {
            print(sent, answer);
        }
    }

    private void print(Sent sent, String answer) {
        AnswerKind kind = kind(sent.request(), answer);
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

    private static AnswerKind kind(ScriptRequest request, String answer) {
        if (request.isQuery()) {
            return AnswerKind.ofQuery(answer);
        }
        AnswerKind kind = AnswerKind.ofCommand(answer);
        boolean holdsAnswer = kind.status() == ExitStatus.SUCCESS
                && RequestEffect.firstWord(request.text()).equals("FQL");
        return holdsAnswer ? AnswerKind.ofQuery(answer) : kind;
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
}
