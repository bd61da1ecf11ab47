package io.fusioncache.server.config;

import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.resp.RespSettings;

/** The settings that concern Redis clients. */
public record ConfiguredResp(LiveConfiguration configuration) implements RespSettings {
    @Override
    public long maxBulk() {
        return configuration.get(ServerSettings.RESP_MAX_BULK);
    }

    @Override
    public int maxConnections() {
        return configuration.get(ServerSettings.MAX_CONNECTIONS);
    }
}
