package io.fusioncache.server;

import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.net.Network;

/**
 * What every start needs and what takes its time, done by another thread while the first one reads the options and the
 * configuration. {@code debian/measure/start} shows what it is worth.
 */
final class EarlyClasses {
    private EarlyClasses() {}

    /**
     * Begins and does not wait: whoever needs one of the parts earlier waits for that one.
     *
     * @param logging sets up what the network library logs to, so it comes first; Java looks into every library for it
     */
    static void begin(Runnable logging) {
        Thread.ofPlatform().name("fusion-early-classes").daemon().start(() -> {
            logging.run();
            CommandTable.all();
            Network.library();
        });
    }
}
