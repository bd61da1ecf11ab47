package io.fusioncache.cli.shell;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.input.ScriptReader;
import io.fusioncache.cli.render.AnswerKind;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.command.KeyPositions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends what was typed to the server and waits for the answers. */
final class Caller {
    private final Link link;
    private final LiveNames names;
    private final Waiting waiting;
    private final LongSupplier nanoTime;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Caller(Link link, LiveNames names, Waiting waiting, LongSupplier nanoTime) {
        this.link = link;
        this.names = names;
        this.waiting = waiting;
        this.nanoTime = nanoTime;
    }

    /**
     * What came of a request.
     *
     * @param answers those that are no errors
     * @param failure the first that is one, with all that helps to mend it; null when there is none
     * @param nanos from sending to the last answer
     */
    record Outcome(List<String> answers, @Nullable CliException failure, long nanos) {}

    /**
     * Runs a command or query.
     *
     * @param text what was typed, of which {@code typed} is a part
     * @throws CliException when it can't be sent, or no answer came
     */
    Outcome call(String text, Typed typed) {
        boolean isJson = typed instanceof Typed.Json;
        String request = typed instanceof Typed.Words words
                ? Typed.line(text, words)
                : checked(text.substring(typed.start(), typed.end()));
        leaveWhatIsStuck();
        Connection connection = link.open();
        long start = nanoTime.getAsLong();
        CompletableFuture<List<String>> sent = connection.send(request, isJson);
        last = sent;
        List<String> answers = waiting.await(sent, connection.timeout());
        long nanos = nanoTime.getAsLong() - start;
        learn(typed, request);
        List<String> good = new ArrayList<>();
        for (String answer : answers) {
            AnswerKind kind = Answers.kind(answer, isJson);
            boolean failed = kind.status() != ExitStatus.SUCCESS && kind.status() != ExitStatus.VALUE_MISSING;
            if (failed) {
                String more = Faults.about(text, typed, kind.message(), answer);
                return new Outcome(good, new CliException(kind.status(), kind.message() + more), nanos);
            }
            good.add(answer);
        }
        return new Outcome(good, null, nanos);
    }

    /** What nobody waits for any more would hold up everything behind it, so that goes another way. */
    private void leaveWhatIsStuck() {
        if (!last.isDone()) {
            link.close();
        }
    }

    /** Finds what is no JSON here, where the place can be shown. */
    private static String checked(String json) {
        ScriptReader.of("input", json).next();
        return json;
    }

    /** Remembers names for completion, and that others may have changed. */
    private void learn(Typed typed, String request) {
        names.changed();
        if (typed instanceof Typed.Json || request.startsWith("FQL ")) {
            names.refreshClasses();
        }
        if (typed instanceof Typed.Words words) {
            names.seen(keys(words.values()));
        }
    }

    private static List<String> keys(List<String> words) {
        CommandSpec spec = CommandTable.find(words.getFirst());
        List<String> keys = new ArrayList<>();
        KeyPositions places = spec == null ? KeyPositions.NONE : spec.keys();
        int last = places.last() < 0 ? words.size() + places.last() : places.last();
        for (int i = places.first(); i > 0 && i <= last && i < words.size(); i += places.step()) {
            keys.add(words.get(i));
        }
        return keys;
    }
}
