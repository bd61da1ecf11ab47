package io.fusioncache.cli.command;

import io.fusioncache.cli.input.ScriptRequest;
import io.fusioncache.common.command.CommandFlag;
import io.fusioncache.common.command.CommandGroup;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.fql.QueryName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request may do, and so what may be under way while it is sent. */
enum RequestEffect {
    /** A query that changes nothing. */
    READING_QUERY,
    /** A text command that changes nothing. */
    READING_COMMAND,
    /** A text command that may change something, and that the server skips behind a failure when told to. */
    CHANGING_COMMAND,
    /**
     * Anything else: a query that writes, a command that changes the connection, one whose answer hides its failure.
     */
    OTHER;

    private static final Pattern QUERY_NAME = Pattern.compile("\\{\\s*\"([A-Z_]+)\"");
    private static final Set<String> HARMLESS = Set.of("PING", "ECHO", "COMMAND");
    private static final Set<String> APART = Set.of("FQL", "MONITOR", "SHUTDOWN");

    /** What the request may do; O(length of its name). */
    static RequestEffect of(ScriptRequest request) {
        return request.isQuery() ? ofQuery(request.text()) : ofCommand(request.text());
    }

    private static RequestEffect ofQuery(String text) {
        Matcher name = QUERY_NAME.matcher(text);
        QueryName query = name.lookingAt() ? QueryName.of(name.group(1)) : null;
        return query != null && !query.isWrite() ? READING_QUERY : OTHER;
    }

    private static RequestEffect ofCommand(String line) {
        String name = firstWord(line);
        if (!name.isEmpty() && (name.charAt(0) == '"' || name.charAt(0) == '\'')) {
            return OTHER; // A quoted name may be any command's.
        }
        CommandSpec command = CommandTable.find(name);
        if (command == null) {
            return CHANGING_COMMAND; // A newer server may have it.
        }
        if (command.is(CommandFlag.READONLY) || HARMLESS.contains(command.name())) {
            return READING_COMMAND;
        }
        boolean apart = command.group() == CommandGroup.CONNECTION || APART.contains(command.name());
        return apart ? OTHER : CHANGING_COMMAND;
    }

    /** The first word of a text command in capitals. */
    static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
