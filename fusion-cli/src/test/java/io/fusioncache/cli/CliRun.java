package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.cli.command.Program;
import io.fusioncache.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A run inside the test: standard output, standard error and status together. */
public record CliRun(String out, String err, int status) {
    /** Asserts all three; {@code err} must contain the text, and be empty when the text is. */
    public CliRun is(int expectedStatus, String expectedOut, String errPart) {
        assertEquals(
                expectedStatus + "\n" + expectedOut + "\n" + errPart,
                status + "\n" + out + "\n" + (!errPart.isEmpty() && err.contains(errPart) ? errPart : err));
        return this;
    }

    public static Setup with(Map<String, String> variables) {
        return new Setup(variables);
    }

    /** What a run has; nobody looks at a terminal unless told. */
    public static final class Setup {
        private final Map<String, String> variables;
        private InputStream in = InputStream.nullInputStream();
        private boolean terminals;
        private LongSupplier nanoTime = System::nanoTime;
        final List<Duration> pauses = new ArrayList<>();

        Setup(Map<String, String> variables) {
            this.variables = new HashMap<>(variables);
        }

        public Setup variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        public Setup in(String text) {
            return in(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        public Setup in(InputStream stream) {
            in = stream;
            return this;
        }

        Setup withBrokenClock() {
            nanoTime = () -> {
                throw new IllegalStateException("broken clock");
            };
            return this;
        }

        public Setup onTerminal() {
            terminals = true;
            return this;
        }

        public CliRun run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Console console = new Console(
                    in, out, err, terminals, terminals, terminals, Map.copyOf(variables), nanoTime, pauses::add);
            int status = Program.run(arguments, console).code();
            return new CliRun(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status);
        }
    }
}
