package io.fusioncache.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Everything a run has from its process. Tests give their own.
 *
 * @param in standard input, not buffered
 * @param out standard output, not buffered
 * @param err standard error, not buffered
 * @param inIsTerminal whether somebody types at {@code in}
 * @param outIsTerminal whether somebody looks at {@code out}
 * @param errIsTerminal whether somebody looks at {@code err}
 * @param variables the environment
 * @param nanoTime a clock that only goes forward
 * @param pause waits
 */
public record Console(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> variables,
        LongSupplier nanoTime,
        Pause pause) {
    /** Waits for a while; tests don't. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * The process's own streams.
     *
     * <p>{@code System.out} is passed by because it hides that nobody reads any more; {@code System.console()} because
     * it loads a terminal library. The launcher says which streams are terminals; without it, {@code /proc} does.
     */
    public static Console ofProcess() {
        String terminals = System.getProperty("fusion.terminals");
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals == null ? isTerminal(0) : terminals.contains("0"),
                terminals == null ? isTerminal(1) : terminals.contains("1"),
                terminals == null ? isTerminal(2) : terminals.contains("2"),
                System.getenv(),
                System::nanoTime,
                Thread::sleep);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException expected) {
            return false; // A closed stream, or no /proc: nobody is known to look.
        }
    }
}
