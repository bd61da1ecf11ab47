package io.fusioncache.cli.shell;

/** Where the shell's lines come from. */
interface LineSource extends AutoCloseable {
    /** What was read. */
    sealed interface Input {}

    /** A text, complete as far as quotes and brackets go, perhaps of several lines. */
    record Text(String text) implements Input {}

    /** Ctrl-C: the line was thrown away. */
    record Interrupted() implements Input {}

    /** The end of the input. */
    record End() implements Input {}

    /** Waits for the next text. */
    Input read(String prompt);

    @Override
    void close();
}
