package io.fusioncache.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers, names, values and the lines that say what is wrong with them. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    private final SettingTable table = ServerSettings.table();

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("fusion.json"), text);
    }

    private ConfigurationBuilder builder() {
        return new ConfigurationBuilder(table);
    }

    @Test
    void everyStandardValueIsAllowedAndReadsAsItPrints() {
        for (Setting<?> setting : table.settings()) {
            assertReadsAsItPrints(setting);
            assertEquals("default", Configuration.standard(table).origin(setting));
        }
    }

    private static <T> void assertReadsAsItPrints(Setting<T> setting) {
        assertEquals(
                setting.standard(), setting.type().parse(setting.type().print(setting.standard())), setting.name());
    }

    @Test
    void aLaterLayerWins() throws IOException {
        Path file = file("{\"objects\":{\"ws\":{\"port\":1,\"ip\":\"::1\"},\"rest\":{\"port\":2}}}");
        Configuration configuration = builder()
                .file(file)
                .environment(Map.of("FUSION_OBJECTS_WS_PORT", "3", "FUSION_OBJECTS_MAX_FIND_RESULTS", "7"))
                .assignment("objects.ws.port=4")
                .build();
        assertEquals(4, configuration.get(ServerSettings.WS_PORT));
        assertEquals("--set", configuration.origin(ServerSettings.WS_PORT));
        assertEquals("::1", configuration.get(ServerSettings.WS_IP));
        assertEquals(file + ":1:33", configuration.origin(ServerSettings.WS_IP));
        assertEquals(2, configuration.get(ServerSettings.REST_PORT));
        assertEquals(7, configuration.get(ServerSettings.MAX_FIND_RESULTS));
        assertEquals("FUSION_OBJECTS_MAX_FIND_RESULTS", configuration.origin(ServerSettings.MAX_FIND_RESULTS));
        assertEquals(1983, configuration.get(ServerSettings.BULK_PORT));
    }

    @Test
    void theFileMayHaveCommentsTrailingCommasAndUnits() throws IOException {
        Configuration configuration = builder().file(file("""
                        // the cache of the shop
                        {
                          "objects": {"bulk": {"maxRead": "128MiB", /* twice the usual */ "enabled": false,},},
                          "memory": {"max": "2GiB"},
                          "server": {"allowedOrigins": ["https://a.example", "https://b.example",], "idleTimeout": 20},
                        }
                        """)).build();
        assertEquals(128L << 20, configuration.get(ServerSettings.BULK_MAX_READ));
        assertEquals(false, configuration.get(ServerSettings.BULK_ENABLED));
        assertEquals(2L << 30, configuration.get(ServerSettings.MEMORY_MAX).of(1));
        assertEquals(
                List.of("https://a.example", "https://b.example"), configuration.get(ServerSettings.ALLOWED_ORIGINS));
        assertEquals(Duration.ofSeconds(20), configuration.get(ServerSettings.IDLE_TIMEOUT));
    }

    /** Each line: the file, then the words that the message must have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | a configuration is a JSON object",
                "{\"objects\": | not valid JSON",
                "{} {} | something after",
                "{\"object\":{}} | unknown setting object",
                "{\"objects\":{\"wss\":{\"port\":1}}} | unknown setting objects.wss",
                "{\"objects\":{\"ws\":{\"prot\":1}}} | unknown setting objects.ws.prot; did you mean objects.ws.port?",
                "{\"objects\":{\"ws\":{\"port\":\"x\"}}} | objects.ws.port takes a whole number, not x",
                "{\"objects\":{\"ws\":{\"port\":70000}}} | objects.ws.port takes 0 to 65535, not 70000",
                "{\"objects\":{\"ws\":{\"port\":1.5}}} | objects.ws.port takes a whole number, not 1.5",
                "{\"objects\":{\"ws\":{\"port\":null}}} | objects.ws.port takes a value, not null",
                "{\"objects\":{\"ws\":{\"port\":{}}}} | objects.ws.port takes a value, not an object",
                "{\"objects\":{\"ws\":{\"port\":[1]}}} | objects.ws.port takes one value, not a list",
                "{\"objects\":{\"ws\":5}} | unknown setting objects.ws",
                "{\"objects\":{\"ws\":{\"port\":1,\"port\":2}}} | not valid JSON",
                "{\"objects\":{\"ws\":{\"maxRead\":63}}} | objects.ws.maxRead takes 64 B to 2 MiB, not 63",
                "{\"objects\":{\"ws\":{\"maxRead\":\"3MiB\"}}} | objects.ws.maxRead takes 64 B to 2 MiB, not 3MiB",
                "{\"objects\":{\"ws\":{\"enabled\":\"yes\"}}} | objects.ws.enabled takes true or false, not yes",
                "{\"memory\":{\"max\":\"99%\"}} | memory.max takes 1% to 95%",
                "{\"memory\":{\"max\":\"much\"}} | memory.max takes a number of bytes",
                "{\"server\":{\"idleTimeout\":\"5 days\"}} | server.idleTimeout takes a time in ms, s or m",
                "{\"server\":{\"allowedOrigins\":[[]]}} | server.allowedOrigins takes a value, not [",
            })
    void aMistakeInTheFileIsToldWithItsPlace(String text, String words) throws IOException {
        Path file = file(text.strip());
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> builder().file(file));
        assertTrue(e.line().contains(words.strip()), e.line());
        assertTrue(e.line().startsWith(file + ":1:"), e.line());
        assertTrue(e.line().lines().count() == 1, e.line());
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Path file = folder.resolve("none.json");
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> builder().file(file));
        assertEquals(file + ": there is no such file", e.line());
        assertThrows(ConfigurationException.class, () -> builder().file(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objects.ws.port | --set takes NAME=VALUE, not objects.ws.port",
                "=3 | --set takes NAME=VALUE, not =3",
                "objects.ws.prt=3 | --set: unknown setting objects.ws.prt; did you mean objects.ws.port?",
                "cache.size=3 | --set: unknown setting cache.size; --print-config lists every setting",
                "objects.ws.ip= | --set: objects.ws.ip takes 1 to 255 characters",
                "objects.ws.port= | --set: objects.ws.port takes a whole number, not an empty text",
                "server.idleTimeout=2d | --set: server.idleTimeout takes a time in ms, s or m, such as 30s, not 2d",
            })
    void aMistakeInAFlagIsTold(String assignment, String line) {
        ConfigurationException e =
                assertThrows(ConfigurationException.class, () -> builder().assignment(assignment));
        assertEquals(line, e.line());
    }

    @Test
    void aVariableOfNobodyIsTold() {
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> builder().environment(Map.of("FUSION_OBJECTS_WS_PROT", "1")));
        assertEquals(
                "unknown environment variable FUSION_OBJECTS_WS_PROT; did you mean FUSION_OBJECTS_WS_PORT?", e.line());
    }

    @Test
    void variablesOfOthersAreLeftAlone() {
        Configuration configuration = builder()
                .environment(Map.of(
                        "PATH", "/bin",
                        "FUSION_URL", "ws://x",
                        "FUSION_JAVA_HOME", "/opt",
                        "FUSION_PORT", "tcp://10.0.0.1:1982",
                        "FUSION_PORT_1982_TCP", "tcp://10.0.0.1:1982",
                        "FUSION_SERVICE_HOST", "10.0.0.1"))
                .build();
        for (Setting<?> setting : table.settings()) {
            assertEquals("default", configuration.origin(setting));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "1K, 1024",
        "1kb, 1024",
        "1KiB, 1024",
        "3 MiB, 3145728",
        "2g, 2147483648",
        "5B, 5",
    })
    void bytesAreWrittenInManyWays(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"''", "MiB", "-1", "1.5MiB", "1XB", "9999999999999999999", "99999999TiB"})
    void otherTextsAreNoBytes(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @Test
    void aShareIsOfWhatThereIs() {
        assertEquals(600, new MemoryShare.Percent(60).of(1000));
        assertEquals(new MemoryShare.Percent(5), new SettingType.Share(1).parse("5%"));
    }

    @Test
    void aChoiceTakesItsWords() {
        SettingType.Choice choice = new SettingType.Choice(List.of("one", "two"));
        assertEquals("two", choice.parse("TWO"));
        assertThrows(IllegalArgumentException.class, () -> choice.parse("three"));
    }

    @Test
    void twoSettingsOfOneNameAreOurMistake() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SettingTable(List.of(ServerSettings.WS_PORT, ServerSettings.WS_PORT)));
    }
}
