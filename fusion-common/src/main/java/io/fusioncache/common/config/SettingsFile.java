package io.fusioncache.common.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        try {
            SettingsText text = SettingsText.of(bytes());
            if (!text.takes('{')) {
                throw mistake(text, text.next(), "a configuration is a JSON object");
            }
            readObject(text, "", 1);
            if (!text.isAtEnd()) {
                throw mistake(text, text.next(), "there is something after the configuration's last brace");
            }
        } catch (SettingsText.Fault e) {
            throw new ConfigurationException(file + ":" + e.place() + ": not valid JSON: " + e.getMessage());
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

    /** Reads on behind the opening brace. */
    private void readObject(SettingsText text, String prefix, int depth) throws SettingsText.Fault {
        Set<String> names = new HashSet<>();
        while (!text.takes('}')) {
            int nameAt = text.next();
            String name = prefix + text.name();
            if (!names.add(name)) {
                throw mistake(text, nameAt, "not valid JSON: " + name + " is there twice");
            }
            int place = text.nextValue();
            if (!text.takes('{')) {
                readValue(text, name, place);
            } else if (depth < DEEPEST && table.isSection(name)) {
                readObject(text, name + ".", depth + 1);
            } else if (table.find(name) != null) {
                throw mistake(text, place, name + " takes a value, not an object");
            } else {
                throw mistake(text, place, table.unknownName(name));
            }
            text.endElement('}');
        }
    }

    private void readValue(SettingsText text, String name, int place) throws SettingsText.Fault {
        String origin = at(text, place);
        Setting<?> setting = builder.known(name, origin);
        if (!text.takes('[')) {
            builder.put(setting, List.of(scalar(text, name)), false, origin);
            return;
        }
        List<String> values = new ArrayList<>();
        while (!text.takes(']')) {
            values.add(scalar(text, name));
            text.endElement(']');
        }
        builder.put(setting, values, true, origin);
    }

    private String scalar(SettingsText text, String name) throws SettingsText.Fault {
        int place = text.nextValue();
        for (char open : new char[] {'{', '['}) {
            if (text.takes(open)) {
                throw mistake(text, place, name + " takes a value, not " + open);
            }
        }
        SettingsText.Scalar value = text.scalar();
        if (value.isNull()) {
            throw mistake(text, place, name + " takes a value, not null");
        }
        return value.text();
    }

    private ConfigurationException mistake(SettingsText text, int place, String sentence) {
        return new ConfigurationException(at(text, place) + ": " + sentence);
    }

    private String at(SettingsText text, int place) {
        return file + ":" + text.placeOf(place);
    }
}
