package io.fusioncache.common.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads a configuration file: nested objects whose names joined by dots are settings. */
final class SettingsFile {
    private static final int LARGEST = 1024 * 1024;
    private static final int DEEPEST = 8;

    private final Path file;
    private final SettingTable table;
    private final ConfigurationBuilder builder;

    private SettingsFile(Path file, SettingTable table, ConfigurationBuilder builder) {
        this.file = file;
        this.table = table;
        this.builder = builder;
    }

    static void read(Path file, SettingTable table, ConfigurationBuilder builder) {
        new SettingsFile(file, table, builder).read();
    }

    private void read() {
        try (JsonParser parser = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .createParser(ObjectReadContext.empty(), bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw mistake(parser, "a configuration is a JSON object");
            }
            readObject(parser, "", 1);
            if (parser.nextToken() != null) {
                throw mistake(parser, "there is something after the configuration's last brace");
            }
        } catch (JacksonException e) {
            throw new ConfigurationException(at(e.getLocation()) + ": not valid JSON: " + e.getOriginalMessage());
        }
    }

    private byte[] bytes() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigurationException(file + ": longer than a configuration can be");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigurationException(file + ": can't be read: " + e.getMessage());
        }
    }

    private void readObject(JsonParser parser, String prefix, int depth) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            parser.nextToken();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                readValue(parser, name);
            } else if (depth < DEEPEST && table.isSection(name)) {
                readObject(parser, name + ".", depth + 1);
            } else if (table.find(name) != null) {
                throw mistake(parser, name + " takes a value, not an object");
            } else {
                throw mistake(parser, table.unknownName(name));
            }
        }
    }

    private void readValue(JsonParser parser, String name) {
        String origin = at(parser.currentTokenLocation());
        Setting<?> setting = builder.known(name, origin);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            builder.put(setting, List.of(scalar(parser, name)), false, origin);
            return;
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(scalar(parser, name));
        }
        builder.put(setting, texts, true, origin);
    }

    private String scalar(JsonParser parser, String name) {
        if (parser.currentToken() == JsonToken.VALUE_NULL
                || !parser.currentToken().isScalarValue()) {
            throw mistake(parser, name + " takes a value, not " + parser.getString());
        }
        return parser.getString();
    }

    private ConfigurationException mistake(JsonParser parser, String sentence) {
        return new ConfigurationException(at(parser.currentTokenLocation()) + ": " + sentence);
    }

    private String at(TokenStreamLocation place) {
        return file + ":" + place.getLineNr() + ":" + place.getColumnNr();
    }
}
