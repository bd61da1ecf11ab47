package io.fusioncache.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Standard error: messages, timing, progress. When it can't be written there is nobody left to tell, so it goes on. */
public final class Messages {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final OutputStream err;
    private final boolean colour;

    public Messages(OutputStream err, boolean colour) {
        this.err = err;
        this.colour = colour;
    }

    /** A line that says what went wrong. */
    public void error(String text) {
        write((colour ? RED + text + PLAIN : text) + "\n");
    }

    /** A line that informs. */
    public void line(String text) {
        write(text + "\n");
    }

    /** Text as it is, without a line end. */
    public void write(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException expected) {
            // The exit status still tells how the run ended.
        }
    }

    /** The trace of a defect, for {@code --debug}. */
    public void trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        write(text.toString());
    }
}
