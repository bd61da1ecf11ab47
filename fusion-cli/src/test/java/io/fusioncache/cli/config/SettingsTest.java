package io.fusioncache.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder = Path.of(".");

    private Map<String, String> home(String text) throws IOException {
        Path file = folder.resolve("fusion/cli.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Map.of("XDG_CONFIG_HOME", folder.toString());
    }

    private static String url(Settings settings) {
        return settings.client().uri().toString();
    }

    @Test
    void prefersFlagToEnvironmentToFileToDefault() throws IOException {
        assertEquals("ws://127.0.0.1:1982/", url(Settings.resolve(Map.of(), Map.of())));
        Map<String, String> variables = home("url = ws://file:1\ntimeout=7.5\n");
        assertEquals("ws://file:1/", url(Settings.resolve(Map.of(), variables)));
        assertEquals(
                Duration.ofMillis(7500), Settings.resolve(Map.of(), variables).timeout());
        Map<String, String> both = Map.of("XDG_CONFIG_HOME", folder.toString(), "FUSION_URL", "ws://env:2");
        assertEquals("ws://env:2/", url(Settings.resolve(Map.of(), both)));
        assertEquals("ws://flag:3/", url(Settings.resolve(Map.of(Setting.URL, "ws://flag:3"), both)));
    }

    @Test
    void refusesAFileItDoesNotUnderstand() throws IOException {
        Map<String, String> unknown = home("colour=never\n");
        CliException failure = assertThrows(CliException.class, () -> Settings.resolve(Map.of(), unknown));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.text().contains("unknown setting \"colour\""), failure.text());
        Map<String, String> password = home("askpass=true\n");
        assertThrows(CliException.class, () -> Settings.resolve(Map.of(), password));
        Map<String, String> wrong = home("quiet=perhaps\n");
        assertThrows(CliException.class, () -> Settings.resolve(Map.of(), wrong));
    }

    @Test
    void needsAFileThatIsNamed() {
        Map<Setting, String> named =
                Map.of(Setting.CONFIG, folder.resolve("none").toString());
        assertThrows(CliException.class, () -> Settings.resolve(named, Map.of()));
        assertThrows(
                CliException.class,
                () -> Settings.resolve(
                        Map.of(), Map.of("FUSION_CONFIG", folder.resolve("none").toString())));
    }
}
