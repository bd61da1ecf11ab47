package io.fusioncache.server.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Redis's own programs, as installed on this machine. */
final class Programs {
    private Programs() {}

    /** Where a program is; the test is skipped, with a message, where it is not installed. */
    static Path require(String name) {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed: this proof is skipped");
        return found.orElseThrow();
    }

    /**
     * What a program did.
     *
     * @param output both streams, as they came
     */
    record Run(int exit, String output) {}

    /** Runs a program to its end. */
    static Run run(Path input, long seconds, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("fusion-program", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end; it said: " + text(output));
            }
            return new Run(process.exitValue(), text(output));
        } finally {
            Files.delete(output);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
