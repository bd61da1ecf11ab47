package io.fusioncache.server;

import java.io.IOException;
import java.util.stream.Stream;

/** A reader of what others wrote, as the fuzzer sees it. */
public interface FuzzedInput {
    /** What the fuzzer begins with. */
    Stream<byte[]> seeds();

    /** Reads the bytes, and throws when what comes of them is not as promised. */
    void check(byte[] input) throws IOException;
}
