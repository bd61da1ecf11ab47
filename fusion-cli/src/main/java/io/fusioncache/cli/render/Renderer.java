package io.fusioncache.cli.render;

import io.fusioncache.cli.config.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;

/** Prints answers in one format. */
@FunctionalInterface
public interface Renderer {
    /**
     * Prints one answer and its line end.
     *
     * @param answer as the server sent it, and not empty
     */
    void render(String answer, OutputStream out) throws IOException;

    /** The renderer of a format. */
    static Renderer of(OutputFormat format, boolean colour) {
        Theme theme = colour ? Theme.COLOURED : Theme.PLAIN;
        return switch (format) {
            case JSON -> new JsonRenderer();
            case RAW -> new RawRenderer();
            case CSV -> new CsvRenderer();
            case TABLE -> new PrettyRenderer(theme, true);
            case PRETTY -> new PrettyRenderer(theme, false);
        };
    }
}
