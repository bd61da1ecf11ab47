package io.fusioncache.server;

import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.net.Network;
import java.math.BigDecimal;
import java.security.SecureRandom;

/**
 * Classes that every start needs and that are slow to initialise, taken on by another thread while the first one reads
 * the options and the configuration. {@code debian/measure/start} shows what it is worth.
 */
final class EarlyClasses {
    private EarlyClasses() {}

    /** Begins and does not wait: whoever needs one of the classes earlier waits for that one. */
    static void begin() {
        Thread.ofPlatform().name("fusion-early-classes").daemon().start(EarlyClasses::initialise);
    }

    private static void initialise() {
        // The JSON parser's limits are numbers of this class, which multiplies powers of ten when it is initialised.
        BigDecimal.ONE.signum();
        // Looks for a provider first.
        new SecureRandom().nextInt();
        CommandTable.all();
        Network.library();
    }
}
