package io.fusioncache.cli;

import io.fusioncache.common.command.CommandTable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What most runs need for their first request and what takes its time, done by another thread while the first one reads
 * the arguments. {@code debian/measure/start} shows what it is worth.
 */
final class EarlyClasses {
    private EarlyClasses() {}

    /** Begins and does not wait: whoever needs one of the parts earlier waits for that one, or does it. */
    static void begin() {
        Thread.ofPlatform().name("early-classes").daemon().start(() -> {
            CommandTable.all();
            try {
                // For the handshake. Java looks through its providers of cryptography first.
                MessageDigest.getInstance("SHA-1").digest();
            } catch (NoSuchAlgorithmException e) {
                // The handshake will say so.
            }
        });
    }
}
