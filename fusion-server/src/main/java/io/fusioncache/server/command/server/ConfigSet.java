package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code CONFIG SET parameter value [parameter value ...]}: all or none. */
public final class ConfigSet extends Command {
    /** The command. */
    public ConfigSet() {
        super("CONFIG SET");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() % 2 != 0) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 2; i < call.count(); i += 2) {
            if (changes.put(call.text(i), call.text(i + 1)) != null) {
                throw RedisSettings.failed(call.text(i), "duplicate parameter");
            }
        }
        new RedisSettings(call.services()).change(changes);
        call.reply().status("OK");
    }
}
