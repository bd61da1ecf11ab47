package io.fusioncache.server.config;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationException;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.common.config.Setting;

/**
 * The settings of one interface.
 *
 * @param name what {@code SERVER_INFO}, metrics and the log call it
 */
public record ListenerSettings(
        String name, Setting<Boolean> enabled, Setting<String> ip, Setting<Integer> port, Setting<Long> maxRead) {

    /** REST. */
    public static final ListenerSettings REST = new ListenerSettings(
            "rest",
            ServerSettings.REST_ENABLED,
            ServerSettings.REST_IP,
            ServerSettings.REST_PORT,
            ServerSettings.REST_MAX_READ);

    /** WebSocket for every query. */
    public static final ListenerSettings STANDARD = new ListenerSettings(
            "standard",
            ServerSettings.WS_ENABLED,
            ServerSettings.WS_IP,
            ServerSettings.WS_PORT,
            ServerSettings.WS_MAX_READ);

    /** WebSocket for storing in bulk. */
    public static final ListenerSettings BULK = new ListenerSettings(
            "bulk",
            ServerSettings.BULK_ENABLED,
            ServerSettings.BULK_IP,
            ServerSettings.BULK_PORT,
            ServerSettings.BULK_MAX_READ);

    /** WebSocket for keys alone. */
    public static final ListenerSettings KV = new ListenerSettings(
            "kv", ServerSettings.KV_ENABLED, ServerSettings.KV_IP, ServerSettings.KV_PORT, ServerSettings.KV_MAX_READ);

    /** Redis clients. */
    public static final ListenerSettings RESP = new ListenerSettings(
            "resp",
            ServerSettings.RESP_ENABLED,
            ServerSettings.RESP_IP,
            ServerSettings.RESP_PORT,
            ServerSettings.RESP_MAX_BULK);

    /**
     * Checks what no single setting can tell.
     *
     * @throws ConfigurationException when no interface is left to ask the server anything
     */
    public static void check(Configuration configuration) {
        if (!configuration.get(REST.enabled())
                && !configuration.get(STANDARD.enabled())
                && !configuration.get(KV.enabled())) {
            throw new ConfigurationException("at least one of " + REST.enabled().name() + ", "
                    + STANDARD.enabled().name() + " and " + KV.enabled().name() + " must be true");
        }
    }
}
