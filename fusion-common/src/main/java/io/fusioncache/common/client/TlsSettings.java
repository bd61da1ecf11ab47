package io.fusioncache.common.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a {@code wss:} connection is secured. Files are PEM.
 *
 * @param authorities certificates to trust in place of the platform's; null for the platform's own
 * @param certificate the client's certificate, then those that lead to its authority; null for none
 * @param key the client's private key, PKCS #8 without a password; given exactly when {@code certificate} is
 * @param insecure trust every certificate and every name: for a test set-up, never for a network
 */
public record TlsSettings(
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean insecure) {
    /** What the platform trusts, and no certificate of the client's. */
    public static final TlsSettings PLATFORM = new TlsSettings(null, null, null, false);

    /** @throws IllegalArgumentException when a certificate comes without its key, or a key without its certificate */
    public TlsSettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a client certificate and its key are given together");
        }
    }
}
