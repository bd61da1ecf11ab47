package io.fusioncache.cli.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A shell on a terminal that the test types at, and whose screen it reads as text. */
final class TerminalRig implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;
    private static final String ESCAPES = "\u001b(\\[[0-9;?]*[a-zA-Z@]|[=>78]|\\([A-Z0-9])";

    private final Shown shown = new Shown();
    private final LineDisciplineTerminal terminal;
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private int read;

    TerminalRig(String url, Map<String, String> variables, boolean vi) throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", shown, StandardCharsets.UTF_8);
        terminal.setSize(new Size(120, 30));
        Settings settings = Settings.resolve(Map.of(Setting.URL, url), variables);
        Console console = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                true,
                true,
                true,
                variables,
                System::nanoTime,
                Thread::sleep);
        ShellProgram program = new ShellProgram(settings, console, vi, Duration.ofSeconds(LIMIT_SECONDS));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                end.complete(program.runOn(terminal));
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
    }

    /** Presses keys. */
    TerminalRig type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Waits until the text is shown behind all that was waited for before. */
    TerminalRig await(String text) throws InterruptedException {
        read = shown.await(text, read);
        return this;
    }

    /** Everything shown so far, without escapes. */
    String screen() {
        return shown.text();
    }

    /** Everything shown so far, with escapes. */
    String raw() {
        return shown.raw();
    }

    ExitStatus status() throws Exception {
        return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /** What the terminal shows. */
    private static final class Shown extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int octet) {
            bytes.write(octet);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] all, int offset, int length) {
            bytes.write(all, offset, length);
            notifyAll();
        }

        synchronized String raw() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized String text() {
            return raw().replaceAll(ESCAPES, "");
        }

        synchronized int await(String text, int from) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            int found = text().indexOf(text, from);
            while (found < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertTrue(left > 0, () -> "not shown: " + text + "\nshown: " + text());
                wait(left);
                found = text().indexOf(text, from);
            }
            return found + text.length();
        }
    }
}
