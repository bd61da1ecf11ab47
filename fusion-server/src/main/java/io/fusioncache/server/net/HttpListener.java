package io.fusioncache.server.net;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** A port that is listened on, and the HTTP connections that came through it. */
public final class HttpListener {
    private static final int BACKLOG = 1024;
    private static final int MAX_HEADER_SIZE = 32 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_STREAMS = 100;
    private static final byte[] TOO_MANY = HttpRefusal.closing(
            StatusCodes.SERVICE_UNAVAILABLE,
            "The server has as many clients as server.maxClients allows; try again later");

    private final HttpOpenListener open;
    private final AcceptingChannel<StreamConnection> server;

    private HttpListener(HttpOpenListener open, AcceptingChannel<StreamConnection> server) {
        this.open = open;
        this.server = server;
    }

    /**
     * Binds a port and begins to accept.
     *
     * @param handler gets every request, on the network thread
     * @param http2 whether HTTP/2 without TLS is spoken too
     * @param clients counts the clients of all interfaces
     * @param whenRefused called for each client that is one too many
     * @throws IOException when the port can't be had
     */
    public static HttpListener start(
            XnioWorker worker,
            ByteBufferPool buffers,
            InetSocketAddress address,
            HttpHandler handler,
            boolean http2,
            NetLimits limits,
            ClientLimit clients,
            Runnable whenRefused)
            throws IOException {
        int handshakeMillis = Math.toIntExact(limits.handshakeTimeout().toMillis());
        OptionMap.Builder options = OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.ENABLE_HTTP2, http2)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_SIZE)
                .set(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, MAX_HEADERS)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(UndertowOptions.ALWAYS_SET_DATE, false)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, handshakeMillis)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, http2 ? millis(limits.idleTimeout()) : handshakeMillis);
        HttpOpenListener open = new HttpOpenListener(buffers, options.getMap());
        open.setRootHandler(handler);
        OptionMap.Builder sockets = OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.KEEP_ALIVE, true)
                .set(Options.BACKLOG, BACKLOG);
        if (http2) {
            sockets.set(Options.WRITE_TIMEOUT, millis(limits.stalledTimeout()));
        }
        Acceptor acceptor = new Acceptor(clients, TOO_MANY, whenRefused, connection -> {
            if (http2) {
                IdleReads.watch(connection, limits.idleTimeout());
            }
            open.handleEvent(connection);
        });
        AcceptingChannel<StreamConnection> server =
                worker.createStreamConnectionServer(address, acceptor::accept, sockets.getMap());
        server.resumeAccepts();
        return new HttpListener(open, server);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** Where it listens; the port that was taken when 0 was asked for. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Takes no more connections; those that are open stay. */
    public void stopAccepting() {
        IoUtils.safeClose(server);
    }

    /** Ends every HTTP connection as it stands. */
    public void closeConnections() {
        open.closeConnections();
    }
}
