package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Glob;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code CONFIG GET pattern [pattern ...]}, by our names and by Redis's; a whole name comes back as it was asked. */
public final class ConfigGet extends Command {
    /** The command. */
    public ConfigGet() {
        super("CONFIG GET");
    }

    @Override
    public void run(Invocation call) {
        SortedMap<String, String> settings = new RedisSettings(call.services()).all();
        Map<String, String> found = new TreeMap<>();
        for (int i = 2; i < call.count(); i++) {
            String asked = call.text(i);
            boolean pattern = asked.chars().anyMatch(character -> "*?[".indexOf(character) >= 0);
            Glob glob = new Glob(lower(asked));
            settings.forEach((name, value) -> {
                if (glob.matches(lower(name))) {
                    found.put(pattern ? name : asked, value);
                }
            });
        }
        call.reply().map(found.size());
        found.forEach((name, value) -> {
            call.reply().bulk(name);
            call.reply().bulk(value);
        });
    }

    private static byte[] lower(String text) {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
