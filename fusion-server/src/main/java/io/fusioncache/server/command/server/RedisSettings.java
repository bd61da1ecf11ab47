package io.fusioncache.server.command.server;

import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.CommandServices;
import io.fusioncache.server.command.SettingRefusal;
import io.fusioncache.server.command.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings by Redis's names beside our own, for programs that know only those. Some are ours under another name,
 * some belong to the commands, and some say once and for all that Fusion does not do a thing (it never saves).
 */
final class RedisSettings {
    private static final Map<String, String> OURS = Map.of(
            "maxmemory-policy", "memory.policy",
            "proto-max-bulk-len", "resp.maxBulk",
            "maxclients", "server.maxClients",
            "port", "resp.port",
            "bind", "resp.ip",
            "io-threads", "server.ioThreads");
    private static final Map<String, String> FIXED = Map.of(
            "save", "",
            "appendonly", "no",
            "databases", "1",
            "maxmemory-samples", "16",
            "lfu-log-factor", "10",
            "lfu-decay-time", "1",
            "cluster-enabled", "no",
            "dir", "");
    private static final String MAX_MEMORY = "maxmemory";
    private static final String TIMEOUT = "timeout";
    private static final int LONGEST_TIMEOUT_SECONDS = 86_400;
    private static final String SLOWER_THAN = "slowlog-log-slower-than";
    private static final String SLOW_LENGTH = "slowlog-max-len";

    private final CommandServices services;

    RedisSettings(CommandServices services) {
        this.services = services;
    }

    /** Every setting with its value, by all of its names. */
    SortedMap<String, String> all() {
        SortedMap<String, String> ours = services.config().all();
        SortedMap<String, String> all = new TreeMap<>(ours);
        all.putAll(FIXED);
        OURS.forEach((redis, name) -> {
            String value = ours.get(name);
            if (value != null) {
                all.put(redis, value);
            }
        });
        String idle = ours.get(ServerSettings.RESP_IDLE_TIMEOUT.name());
        if (idle != null) {
            Duration timeout = ServerSettings.RESP_IDLE_TIMEOUT.type().parse(idle);
            all.put(TIMEOUT, Long.toString(timeout.toSeconds()));
        }
        all.put(MAX_MEMORY, Long.toString(services.keyspace().account().limit()));
        all.put(SLOWER_THAN, Long.toString(services.slowLog().thresholdMicros()));
        all.put(SLOW_LENGTH, Integer.toString(services.slowLog().capacity()));
        return all;
    }

    /**
     * Changes settings, all or none.
     *
     * @throws CommandException when one can't be changed
     */
    void change(Map<String, String> changes) {
        List<Map.Entry<String, String>> ours = new ArrayList<>();
        List<Runnable> own = new ArrayList<>();
        changes.forEach((given, value) -> {
            String name = given.toLowerCase(Locale.ROOT);
            switch (name) {
                case MAX_MEMORY -> ours.add(Map.entry("memory.max", bytes(value)));
                case TIMEOUT -> {
                    long seconds = number(name, value, 0, LONGEST_TIMEOUT_SECONDS);
                    ours.add(Map.entry(ServerSettings.RESP_IDLE_TIMEOUT.name(), seconds + "s"));
                }
                case SLOWER_THAN -> {
                    long micros = number(name, value, -1, Long.MAX_VALUE);
                    own.add(() -> services.slowLog().thresholdMicros(micros));
                }
                case SLOW_LENGTH -> {
                    int entries = (int) number(name, value, 0, 1_000_000);
                    own.add(() -> services.slowLog().capacity(entries));
                }
                default -> {
                    if (FIXED.containsKey(name)) {
                        unchanged(name, value);
                    } else {
                        ours.add(Map.entry(OURS.getOrDefault(name, given), value));
                    }
                }
            }
        });
        if (!ours.isEmpty()) {
            try {
                services.config().change(ours);
            } catch (SettingRefusal refusal) {
                throw failed(asked(refusal.name(), changes.keySet()), refusal.reason());
            }
        }
        own.forEach(Runnable::run);
    }

    /** The name that the client used for one of ours. */
    private static String asked(String name, Set<String> given) {
        return given.stream()
                .filter(word -> name.equals(OURS.get(word.toLowerCase(Locale.ROOT)))
                        || (name.equals("memory.max") && word.equalsIgnoreCase(MAX_MEMORY))
                        || (name.equals(ServerSettings.RESP_IDLE_TIMEOUT.name()) && word.equalsIgnoreCase(TIMEOUT)))
                .findFirst()
                .orElse(name);
    }

    /** A fixed setting may be set to what it is, which programs do that want to be sure. */
    private static void unchanged(String name, String value) {
        if (!value.equals(FIXED.get(name))) {
            throw failed(name, "can't set immutable config");
        }
    }

    static CommandException failed(String name, String why) {
        return new CommandException("ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
    }

    private static long number(String name, String value, long least, long most) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        if (!Words.isInteger(text)) {
            throw failed(name, "argument couldn't be parsed into an integer");
        }
        long number = Words.parseInteger(text);
        if (number < least || number > most) {
            throw failed(name, "argument must be between " + least + " and " + most + " inclusive");
        }
        return number;
    }

    /** Bytes as Redis writes them: {@code 100mb} is 104857600, {@code 100m} is 100000000; 0 is no limit and refused. */
    private static String bytes(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long unit = switch (text.substring(digits)) {
            case "", "b" -> 1;
            case "k" -> 1000;
            case "kb" -> 1 << 10;
            case "m" -> 1_000_000;
            case "mb" -> 1 << 20;
            case "g" -> 1_000_000_000;
            case "gb" -> 1 << 30;
            case "%" -> 0;
            default -> -1;
        };
        if (digits == 0 || digits > 15 || unit < 0) {
            throw failed(MAX_MEMORY, "argument must be a memory value");
        }
        if (unit == 0) {
            return text;
        }
        long bytes = Long.parseLong(text.substring(0, digits)) * unit;
        if (bytes <= 0) {
            throw failed(MAX_MEMORY, "there is always a limit; it must be positive");
        }
        return Long.toString(bytes);
    }
}
