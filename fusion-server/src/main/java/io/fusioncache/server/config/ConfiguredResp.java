package io.fusioncache.server.config;

import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.resp.RespSettings;
import java.time.Duration;

/** The settings that concern Redis clients. */
public record ConfiguredResp(LiveConfiguration configuration) implements RespSettings {
    @Override
    public long maxBulk() {
        return configuration.get(ServerSettings.RESP_MAX_BULK);
    }

    @Override
    public Duration idleTimeout() {
        return configuration.get(ServerSettings.RESP_IDLE_TIMEOUT);
    }

    @Override
    public Duration softLimitTime() {
        return configuration.get(ServerSettings.STALLED_TIMEOUT);
    }

    @Override
    public Duration halfCommandTimeout() {
        return configuration.get(ServerSettings.IDLE_TIMEOUT);
    }
}
