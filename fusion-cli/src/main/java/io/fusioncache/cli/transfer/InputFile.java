package io.fusioncache.cli.transfer;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file to load.
 *
 * @param name what messages call it
 * @param bytes its length, 0 when that is not known
 * @param opening opens it
 */
public record InputFile(String name, long bytes, Opening opening) {
    /** Opens a stream of the file's bytes. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }
}
