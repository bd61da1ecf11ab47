package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.InfoSection;
import io.fusioncache.server.command.Invocation;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** {@code INFO [section ...]}: {@code default}, {@code all} and {@code everything} are all sections. */
public final class Info extends Command {
    /** The command. */
    public Info() {
        super("INFO");
    }

    @Override
    public void run(Invocation call) {
        Set<String> wanted = new HashSet<>();
        for (int i = 1; i < call.count(); i++) {
            wanted.add(call.text(i).toLowerCase(Locale.ROOT));
        }
        boolean all = wanted.isEmpty() || !Collections.disjoint(wanted, EVERYTHING);
        StringBuilder text = new StringBuilder();
        for (InfoSection section : call.services().info()) {
            if (all || wanted.contains(section.name().toLowerCase(Locale.ROOT))) {
                text.append(text.isEmpty() ? "# " : "\r\n# ")
                        .append(section.name())
                        .append("\r\n");
                section.lines()
                        .forEach((name, value) ->
                                text.append(name).append(':').append(value).append("\r\n"));
            }
        }
        call.reply().verbatim("txt", text.toString());
    }

    private static final Set<String> EVERYTHING = Set.of("default", "all", "everything");
}
