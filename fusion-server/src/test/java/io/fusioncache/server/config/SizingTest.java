package io.fusioncache.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import org.junit.jupiter.api.Test;

/** Sizes that are left to the machine. */
class SizingTest {
    private static Configuration with(String... assignments) {
        ConfigurationBuilder builder = new ConfigurationBuilder(ServerSettings.table());
        for (String assignment : assignments) {
            builder.assignment(assignment);
        }
        return builder.build();
    }

    @Test
    void theMachineDecidesWhatIsNotSaid() {
        assertEquals(new Sizing(1, 4, 600), Sizing.of(with(), 1, 1000));
        assertEquals(new Sizing(4, 16, 600), Sizing.of(with(), 8, 1000));
    }

    @Test
    void whatIsSaidHolds() {
        assertEquals(
                new Sizing(3, 5, 2L << 30),
                Sizing.of(with("server.ioThreads=3", "server.queryThreads=5", "memory.max=2GiB"), 8, 1000));
    }
}
