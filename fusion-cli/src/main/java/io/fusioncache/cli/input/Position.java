package io.fusioncache.cli.input;

/**
 * A place in a source.
 *
 * @param source a file's name, or what stands for it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String source, int line, int column) {
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
