package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.ClientConnection;
import io.fusioncache.server.command.ClientSession;
import java.util.concurrent.TimeUnit;

/**
 * A connection as {@code CLIENT LIST} prints it; fields that mean nothing here have the value they have in idleness.
 */
final class ClientLine {
    private ClientLine() {}

    static String of(ClientSession client, long nowNanos) {
        ClientConnection connection = client.connection();
        return "id=" + client.id()
                + " addr=" + connection.address()
                + " laddr=" + connection.localAddress()
                + " fd=-1 name=" + client.name()
                + " age=" + TimeUnit.NANOSECONDS.toSeconds(nowNanos - client.createdNanos())
                + " idle=" + TimeUnit.NANOSECONDS.toSeconds(nowNanos - client.lastNanos())
                + " flags=" + flags(client)
                + " db=0 sub=0 psub=0 ssub=0 multi=-1 qbuf=" + connection.inputBytes()
                + " qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=0 omem=" + connection.outputBytes()
                + " tot-mem=" + (connection.inputBytes() + connection.outputBytes())
                + " events=r cmd=" + client.lastCommand()
                + " user=default redir=-1 resp=" + client.protocol()
                + " lib-name=" + client.libraryName()
                + " lib-ver=" + client.libraryVersion();
    }

    private static String flags(ClientSession client) {
        String flags =
                (client.isMonitor() ? "O" : "") + (client.isNoEvict() ? "e" : "") + (client.isNoTouch() ? "T" : "");
        return flags.isEmpty() ? "N" : flags;
    }
}
