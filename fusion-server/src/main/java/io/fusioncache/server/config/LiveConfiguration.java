package io.fusioncache.server.config;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ConfigurationException;
import io.fusioncache.common.config.Setting;
import io.fusioncache.common.config.SettingsFileWriter;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.ConfigAccess;
import io.fusioncache.server.command.SettingRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a running server: what it was started with, and what has been changed since. Safe for use by any
 * number of threads; reading costs a volatile read.
 */
public final class LiveConfiguration implements ConfigAccess {
    private static final String ORIGIN = "CONFIG SET";

    private final @Nullable Path file;
    private final List<Consumer<Configuration>> listeners = new ArrayList<>();
    private volatile Configuration current;

    /**
     * What a server starts with.
     *
     * @param file where it was read from, null when there was no file
     */
    public LiveConfiguration(Configuration started, @Nullable Path file) {
        this.current = started;
        this.file = file;
    }

    /** What holds now. */
    public Configuration current() {
        return current;
    }

    /** The value of a setting now. */
    public <T> T get(Setting<T> setting) {
        return current.get(setting);
    }

    /** Calls after each change, with what holds then; not for what holds now, see {@link #current()}. */
    public synchronized void follow(Consumer<Configuration> listener) {
        listeners.add(listener);
    }

    @Override
    public SortedMap<String, String> all() {
        Configuration now = current;
        SortedMap<String, String> all = new TreeMap<>();
        now.table().settings().forEach(setting -> all.put(setting.name(), now.print(setting)));
        return all;
    }

    @Override
    public synchronized void change(List<Map.Entry<String, String>> changes) {
        ConfigurationBuilder builder = new ConfigurationBuilder(current);
        for (Map.Entry<String, String> change : changes) {
            Setting<?> setting = current.table().find(change.getKey());
            if (setting == null) {
                throw new SettingRefusal(change.getKey(), current.table().unknownName(change.getKey()));
            }
            if (!setting.changeable()) {
                throw new SettingRefusal(setting.name(), "can't be changed while the server runs");
            }
            try {
                builder.set(setting.name(), change.getValue(), ORIGIN);
            } catch (ConfigurationException e) {
                throw new SettingRefusal(setting.name(), e.line());
            }
        }
        publish(builder.build());
    }

    /**
     * Takes the changeable settings of another configuration, the standard values included.
     *
     * @return the settings that differ but can't be changed while the server runs; they keep their values
     */
    public synchronized List<Setting<?>> reload(Configuration fresh) {
        publish(current.withChangeable(fresh));
        Configuration now = current;
        return now.table().settings().stream()
                .filter(setting -> !now.get(setting).equals(fresh.get(setting)))
                .toList();
    }

    private void publish(Configuration changed) {
        current = changed;
        listeners.forEach(listener -> listener.accept(changed));
    }

    @Override
    public void rewrite() {
        if (file == null) {
            throw new CommandException("ERR The server is running without a config file");
        }
        try {
            SettingsFileWriter.write(current, file);
        } catch (IOException e) {
            throw new CommandException("ERR Rewriting config file: " + e.getMessage());
        }
    }
}
