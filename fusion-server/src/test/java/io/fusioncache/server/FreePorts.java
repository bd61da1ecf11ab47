package io.fusioncache.server;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.common.config.Setting;
import java.util.List;

/** Servers on ports that the system chooses, and which these are. */
public final class FreePorts {
    private static final List<Setting<Integer>> PORTS = List.of(
            ServerSettings.REST_PORT,
            ServerSettings.WS_PORT,
            ServerSettings.BULK_PORT,
            ServerSettings.KV_PORT,
            ServerSettings.RESP_PORT);

    private FreePorts() {}

    /** A configuration whose interfaces take free ports. */
    public static ConfigurationBuilder configuration() {
        ConfigurationBuilder builder = new ConfigurationBuilder(ServerSettings.table());
        PORTS.forEach(port -> builder.set(port.name(), "0", "test"));
        return builder;
    }

    /** The same as arguments of the program: {@code NAME=0} for each. */
    public static List<String> assignments() {
        return PORTS.stream().map(port -> port.name() + "=0").toList();
    }

    /** Where an interface of a server listens. */
    public static int of(FusionServer server, String listener) {
        return server.listeners().stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .orElseThrow()
                .port();
    }
}
