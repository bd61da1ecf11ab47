package io.fusioncache.cli;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.FusionServer;
import java.util.Map;

/** A server of the test's own on free ports. */
public final class ServerFixture implements AutoCloseable {
    private final FusionServer server;

    public ServerFixture() {
        this(0);
    }

    /** @param port of the standard interface; 0 for any that is free */
    public ServerFixture(int port) {
        ConfigurationBuilder builder = new ConfigurationBuilder(ServerSettings.table());
        builder.set(ServerSettings.REST_ENABLED.name(), "false", "test");
        builder.set(ServerSettings.WS_PORT.name(), String.valueOf(port), "test");
        builder.set(ServerSettings.BULK_PORT.name(), "0", "test");
        builder.set(ServerSettings.KV_PORT.name(), "0", "test");
        builder.set(ServerSettings.RESP_PORT.name(), "0", "test");
        builder.set(ServerSettings.FUSION_ENABLED.name(), "true", "test");
        server = FusionServer.start(builder.build());
    }

    public String url() {
        int port = server.listeners().stream()
                .filter(listener -> listener.name().equals("standard"))
                .findFirst()
                .orElseThrow()
                .port();
        return "ws://127.0.0.1:" + port;
    }

    public CliRun.Setup cli() {
        return CliRun.with(Map.of("FUSION_URL", url()));
    }

    @Override
    public void close() {
        server.close();
    }
}
