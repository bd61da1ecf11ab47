package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.fail;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of key-value commands that depend on no clock, over the ports of a running server: what needs the prefix
 * goes to Standard, the rest to the interface of keys.
 */
class GoldenCommandsNetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-store.kv",
                "json-change.kv",
                "json-find.kv",
                "json-mistakes.kv",
                "text-json.kv",
                "fusion-json.kv"
            })
    void answersAsWritten(String script) {
        try (FusionServer server = FusionServer.start(new ConfigurationBuilder(ServerSettings.table())
                .assignment("objects.rest.enabled=false")
                .assignment("objects.bulk.enabled=false")
                .assignment("objects.ws.port=0")
                .assignment("kv.port=0")
                .assignment("resp.enabled=false")
                .build())) {
            NetworkScript.run(
                    script,
                    FreePorts.of(server, "standard"),
                    FreePorts.of(server, "kv"),
                    passes -> fail("the clock of a whole server can't be moved"));
        }
    }
}
