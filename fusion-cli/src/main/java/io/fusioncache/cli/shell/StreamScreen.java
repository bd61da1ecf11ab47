package io.fusioncache.cli.shell;

import io.fusioncache.cli.console.AnswerOutput;
import io.fusioncache.cli.console.Messages;
import java.util.concurrent.CompletableFuture;

/** Standard output and standard error, when the two are no terminal to be edited on. */
final class StreamScreen implements Screen {
    private final AnswerOutput out;
    private final Messages messages;
    private final boolean coloured;
    private final Interrupts interrupts;

    StreamScreen(AnswerOutput out, Messages messages, boolean coloured, Interrupts interrupts) {
        this.out = out;
        this.messages = messages;
        this.coloured = coloured;
        this.interrupts = interrupts;
    }

    @Override
    public void write(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    @Override
    public void error(String text) {
        out.flush();
        messages.error(text);
    }

    @Override
    public int rows() {
        return 0;
    }

    @Override
    public boolean canRedraw() {
        return false;
    }

    @Override
    public void clear() {
        // What was written can't be taken back.
    }

    @Override
    public boolean isColoured() {
        return coloured;
    }

    @Override
    public CompletableFuture<Void> nextInterrupt() {
        return interrupts.next();
    }
}
