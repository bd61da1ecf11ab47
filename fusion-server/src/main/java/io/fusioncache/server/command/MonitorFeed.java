package io.fusioncache.server.command;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the clients that asked for it ({@code MONITOR}) about every command. Costs one read when there are none. */
public final class MonitorFeed {
    private final CopyOnWriteArrayList<ClientSession> watchers = new CopyOnWriteArrayList<>();

    /** Begins to tell a client. */
    public void add(ClientSession session) {
        if (!session.isMonitor()) {
            session.monitor(true);
            watchers.add(session);
        }
    }

    /** No longer tells it. */
    public void remove(ClientSession session) {
        if (session.isMonitor()) {
            session.monitor(false);
            watchers.remove(session);
        }
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Sends one command to all that watch, printed as Redis prints it. */
    void tell(ClientSession from, byte[][] arguments, boolean secret, long unixMicros) {
        StringBuilder line = new StringBuilder(80)
                .append(unixMicros / 1_000_000)
                .append('.')
                .append(String.format("%06d", unixMicros % 1_000_000))
                .append(" [0 ")
                .append(from.connection().address())
                .append(']');
        for (int i = 0; i < arguments.length; i++) {
            line.append(' ').append(i > 0 && secret ? "(redacted)" : quoted(arguments[i]));
        }
        String text = line.toString();
        watchers.forEach(watcher -> watcher.connection().sendLine(text));
    }

    /** A word in double quotes, with escapes for what is not printable ASCII. */
    static String quoted(byte[] word) {
        StringBuilder text = new StringBuilder(word.length + 2).append('"');
        for (byte next : word) {
            switch (next) {
                case '\\', '"' -> text.append('\\').append((char) next);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case 7 -> text.append("\\a");
                case '\b' -> text.append("\\b");
                default -> {
                    if (next >= ' ' && next < 127) {
                        text.append((char) next);
                    } else {
                        text.append(String.format("\\x%02x", next & 0xff));
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    /** A word as text, whatever bytes it has. */
    static String printable(byte[] word) {
        return new String(word, StandardCharsets.UTF_8);
    }
}
