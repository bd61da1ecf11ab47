package io.fusioncache.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ConfigurationException;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.common.config.Setting;
import io.fusioncache.common.config.SettingsFileWriter;
import io.fusioncache.server.FuzzedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Configuration files: any bytes are a configuration that can be written and read again, or a mistake of one line. */
public final class ConfigurationInput implements FuzzedInput {
    @Override
    public Stream<byte[]> seeds() {
        return Stream.of(
                        "{}",
                        "{\"kv\":{\"port\":1987,\"minKeyLength\":0,},}",
                        "{/* c */\"objects\":{\"rest\":{\"ip\":\"::1\",\"maxRead\":\"8MiB\"}},// d\n\"memory\":{\"max\":\"60%\"}}",
                        "{\"server\":{\"allowedOrigins\":[\"https://a\",\"*\"],\"idleTimeout\":\"30s\",\"deflate\":true}}",
                        "{\"resp\":{\"idleTimeout\":\"5m\",\"maxBulk\":1e3}}",
                        "{\"fusion\":{\"max_fragments\":-1}}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void check(byte[] text) throws IOException {
        Path file = Files.createTempFile("fuzzing", ".json");
        try {
            Files.write(file, text);
            Configuration read = read(file);
            SettingsFileWriter.write(read, file);
            Configuration again = read(file);
            for (Setting<?> setting : read.table().settings()) {
                assertEquals(read.get(setting), again.get(setting), setting.name());
            }
        } catch (ConfigurationException mistake) {
            assertFalse(mistake.line().isBlank());
            assertFalse(mistake.line().contains("\n"), mistake.line());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".bak"));
        }
    }

    private static Configuration read(Path file) {
        return new ConfigurationBuilder(ServerSettings.table()).file(file).build();
    }
}
