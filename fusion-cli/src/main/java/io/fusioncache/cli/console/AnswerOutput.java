package io.fusioncache.cli.console;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, buffered. A failure ends the run: silently when whoever read it went away. */
public final class AnswerOutput extends FilterOutputStream {
    private static final int BUFFER = 64 << 10;

    public AnswerOutput(OutputStream out) {
        super(new BufferedOutputStream(out, BUFFER));
    }

    @Override
    public void write(int octet) {
        guarded(() -> out.write(octet));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        guarded(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        guarded(out::flush);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void guarded(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            // The platform has no type of its own for it; this is what the operating system's EPIPE is called.
            throw message.contains("Broken pipe")
                    ? new CliException(ExitStatus.CLOSED_PIPE, "")
                    : new CliException(ExitStatus.OUTPUT_FAILED, "can't write the output: " + message);
        }
    }
}
