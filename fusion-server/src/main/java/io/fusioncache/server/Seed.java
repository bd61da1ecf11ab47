package io.fusioncache.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** What a generator of random numbers begins with, from the system's own source of them. */
final class Seed {
    private static final Path SYSTEM = Path.of("/dev/urandom");

    private Seed() {}

    /** So many bytes that nobody can guess. */
    static byte[] of(int length) {
        return of(SYSTEM, length);
    }

    /**
     * Reads a file where there is one: Java's generator reads the same, but takes 10 ms of a start to get there, for it
     * looks through its providers of cryptography.
     */
    static byte[] of(Path system, int length) {
        try (InputStream source = Files.newInputStream(system)) {
            byte[] seed = source.readNBytes(length);
            if (seed.length == length) {
                return seed;
            }
        } catch (IOException e) {
            // Another system, or a jail without devices: Java knows where else to look.
        }
        byte[] seed = new byte[length];
        new SecureRandom().nextBytes(seed);
        return seed;
    }
}
