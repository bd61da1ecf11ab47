package io.fusioncache.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading the configuration again while the server runs. */
class LiveConfigurationTest {
    private static Configuration of(String... assignments) {
        ConfigurationBuilder builder = new ConfigurationBuilder(ServerSettings.table());
        List.of(assignments).forEach(builder::assignment);
        return builder.build();
    }

    @Test
    void changeableSettingsAreTakenAndOthersWait() {
        LiveConfiguration live = new LiveConfiguration(of("kv.port=2987", "objects.maxDepth=5"), null);
        assertEquals(
                List.of(ServerSettings.KV_PORT, ServerSettings.DEFLATE),
                live.reload(of("kv.port=3987", "server.deflate=true", "objects.maxDepth=9")));
        assertEquals(9, live.get(ServerSettings.MAX_DEPTH));
        assertEquals(2987, live.get(ServerSettings.KV_PORT));
        assertEquals(false, live.get(ServerSettings.DEFLATE));
    }

    @Test
    void whatIsNoLongerConfiguredGetsItsStandardValue() {
        LiveConfiguration live = new LiveConfiguration(of("objects.maxDepth=5"), null);
        live.change(List.of(Map.entry("fusion.enabled", "true")));
        assertEquals(List.of(), live.reload(of()));
        assertEquals(ServerSettings.MAX_DEPTH.standard(), live.get(ServerSettings.MAX_DEPTH));
        assertEquals(false, live.get(ServerSettings.FUSION_ENABLED));
        assertEquals("default", live.current().origin(ServerSettings.MAX_DEPTH));
    }

    @Test
    void followersHearOfIt() {
        LiveConfiguration live = new LiveConfiguration(of(), null);
        List<Integer> heard = new ArrayList<>();
        live.follow(now -> heard.add(now.get(ServerSettings.MAX_DEPTH)));
        live.reload(of("objects.maxDepth=7"));
        assertEquals(List.of(7), heard);
    }
}
