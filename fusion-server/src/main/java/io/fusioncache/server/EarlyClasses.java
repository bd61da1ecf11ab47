package io.fusioncache.server;

import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.net.Network;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * What every start needs and what takes its time, done by other threads while the first one reads the options and the
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
        begin("fusion-early-network", () -> {
            logging.run();
            Network.library();
        });
        begin("fusion-early-classes", () -> {
            CommandTable.all();
            // The network library numbers its threads, and to print a number Java reads its locale's symbols.
            DecimalFormatSymbols.getInstance(Locale.getDefault(Locale.Category.FORMAT));
        });
    }

    /**
     * What the first query would wait for: the JSON parser's limits are numbers of a class that multiplies large powers
     * when it is initialised. Tens of milliseconds, and no part of the start.
     */
    static void forQueries() {
        BigDecimal.ONE.signum();
    }

    private static void begin(String name, Runnable task) {
        Thread.ofPlatform().name(name).daemon().start(task);
    }
}
