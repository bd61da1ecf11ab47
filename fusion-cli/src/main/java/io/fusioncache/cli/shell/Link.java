package io.fusioncache.cli.shell;

import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.Console;
import io.fusioncache.common.client.ClientSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The shell's way to the server: connects when it is needed, and anew when it was lost. Safe for several threads. */
final class Link implements AutoCloseable {
    private final Settings settings;
    private final Console console;
    private ClientSettings address;
    private @Nullable Connection connection;

    Link(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.address = settings.client();
    }

    /**
     * The open connection, made now if there is none.
     *
     * @throws io.fusioncache.cli.console.CliException when it can't be made
     */
    synchronized Connection open() {
        Connection current = current();
        if (current == null) {
            current = Connection.open(address, settings, console);
            connection = current;
        }
        return current;
    }

    /** A connection of its own, for what fills one: the caller closes it. */
    synchronized Connection another() {
        return Connection.open(address, settings, console);
    }

    /** The open connection, or null when there is none; connects never. */
    synchronized @Nullable Connection current() {
        Connection known = connection;
        return known == null || known.client().lost().isDone() ? null : known;
    }

    /** Goes to another server, once a connection to it is made; else stays. */
    synchronized void move(ClientSettings elsewhere) {
        Connection made = Connection.open(elsewhere, settings, console);
        close();
        address = elsewhere;
        connection = made;
    }

    /** The connection's settings for another address. */
    synchronized ClientSettings at(String url) {
        ClientSettings given = ClientSettings.of(url);
        return given.withConnectTimeout(address.connectTimeout()).withTls(address.tls());
    }

    /** The server's address, without the path when that is empty. */
    synchronized String name() {
        URI uri = address.uri();
        return "/".equals(uri.getPath()) ? uri.getScheme() + "://" + uri.getAuthority() : uri.toString();
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
