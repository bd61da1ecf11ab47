package io.fusioncache.cli.shell;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Lines of a stream that is no terminal, or of a terminal whose output goes elsewhere: no editing, no escapes. */
final class PlainLines implements LineSource {
    static final String CONTINUATION = "   ...> ";

    private final BufferedReader reader;
    private final Consumer<String> prompts;

    /** @param prompts shows prompts; does nothing when nobody looks */
    PlainLines(InputStream in, Consumer<String> prompts) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.prompts = prompts;
    }

    @Override
    public Input read(String prompt) {
        StringBuilder text = new StringBuilder();
        prompts.accept(prompt);
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line);
                if (Typed.all(text.toString()).stream().allMatch(Typed::isComplete)) {
                    return new Text(text.toString());
                }
                text.append('\n');
                prompts.accept(CONTINUATION);
            }
            // What is not finished is given out all the same: its fault has to be told.
            return text.isEmpty() ? new End() : new Text(text.toString().stripTrailing());
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't read standard input: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        // Standard input is the process's.
    }
}
