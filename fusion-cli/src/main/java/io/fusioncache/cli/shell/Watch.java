package io.fusioncache.cli.shell;

import io.fusioncache.cli.console.CliException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code :watch}: runs a command again and again, draws the answer in the same place and marks the lines that changed.
 */
final class Watch {
    private static final String HOME = "\u001b[H";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final String MARKED = "\u001b[7m";
    private static final String PLAIN = "\u001b[0m";

    private final Caller caller;
    private final Answers answers;
    private final Screen screen;

    Watch(Caller caller, Answers answers, Screen screen) {
        this.caller = caller;
        this.answers = answers;
        this.screen = screen;
    }

    /**
     * Runs until Ctrl-C, or until it fails.
     *
     * @throws CliException for the failure
     */
    void run(Duration period, String text, Typed typed) {
        List<String> before = List.of();
        boolean first = true;
        CompletableFuture<Void> interrupt = screen.nextInterrupt();
        if (screen.canRedraw()) {
            screen.clear();
        }
        while (!interrupt.isDone()) {
            Caller.Outcome outcome = caller.call(text, typed);
            if (outcome.failure() != null) {
                throw outcome.failure();
            }
            List<String> lines = lines(outcome.answers());
            draw(title(period, text.substring(typed.start(), typed.end())), before, lines, first);
            before = lines;
            first = false;
            pause(interrupt, period);
        }
    }

    private List<String> lines(List<String> given) {
        return new String(answers.rendered(given), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String title(Duration period, String command) {
        return "Every " + period.toMillis() / 1000.0 + " s: " + command.replace('\n', ' ') + "  (Ctrl-C ends)";
    }

    private void draw(String title, List<String> before, List<String> lines, boolean first) {
        boolean redraws = screen.canRedraw();
        String end = redraws ? ERASE_LINE + "\n" : "\n";
        StringBuilder frame =
                new StringBuilder(redraws ? HOME : "").append(title).append(end);
        int shown = redraws ? Math.min(lines.size(), Math.max(1, screen.rows() - 2)) : lines.size();
        for (int i = 0; i < shown; i++) {
            String line = lines.get(i);
            boolean changed = !first && (i >= before.size() || !line.equals(before.get(i)));
            String marked = redraws && changed ? MARKED + line + PLAIN : line;
            frame.append(changed ? "> " : "  ").append(marked).append(end);
        }
        screen.print(frame.append(redraws ? ERASE_BELOW : "").toString());
    }

    private static void pause(CompletableFuture<Void> interrupt, Duration period) {
        try {
            interrupt.get(period.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException expected) {
            // The period is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupt.complete(null);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an interrupt can't fail", e);
        }
    }
}
