package io.fusioncache.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, ws://localhost:1982/",
        "10.0.0.1:7, ws://10.0.0.1:7/",
        "wss://h, wss://h:1982/",
        "WS://h:1/x, ws://h:1/x",
        "ws://[::1]:5, ws://[::1]:5/",
    })
    void completesAnAddress(String given, String expected) {
        assertEquals(expected, ClientSettings.of(given).uri().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://h", "ws://", "ws://h:99999", "ws://user:pw@h", "a b"})
    void refusesWhatIsNoAddress(String given) {
        assertThrows(IllegalArgumentException.class, () -> ClientSettings.of(given));
    }

    @Test
    void changesThePortOnly() {
        ClientSettings settings = ClientSettings.of("wss://[::1]:5/x").withPort(6);
        assertEquals("wss://[::1]:6/x", settings.uri().toString());
        assertEquals("::1", settings.host());
    }
}
