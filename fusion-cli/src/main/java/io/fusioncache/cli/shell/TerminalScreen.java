package io.fusioncache.cli.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;

/** The terminal that the person types at. */
final class TerminalScreen implements Screen {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final boolean coloured;
    private final Interrupts interrupts;

    TerminalScreen(Terminal terminal, boolean coloured, Interrupts interrupts) {
        this.terminal = terminal;
        this.coloured = coloured;
        this.interrupts = interrupts;
        // The line editor has its own handler while it reads, and gives this one back afterwards.
        terminal.handle(Signal.INT, signal -> interrupts.fire());
    }

    @Override
    public void write(byte[] bytes) {
        try {
            terminal.writer().flush();
            terminal.output().write(bytes);
            terminal.output().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal is gone", e);
        }
    }

    @Override
    public void error(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end);
        print((coloured ? RED + first + PLAIN : first) + rest + "\n");
    }

    @Override
    public int rows() {
        return terminal.getHeight();
    }

    @Override
    public boolean canRedraw() {
        return terminal.getStringCapability(Capability.cursor_address) != null;
    }

    @Override
    public void clear() {
        terminal.puts(Capability.clear_screen);
        terminal.flush();
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
