package io.fusioncache.server.net.resp;

import io.fusioncache.server.net.Acceptor;
import io.fusioncache.server.net.ClientLimit;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** Takes connections that speak RESP. */
public final class RespListener {
    private static final Logger LOG = System.getLogger(RespListener.class.getName());
    private static final byte[] TOO_MANY = "-ERR max number of clients reached\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 511;

    private final RespEnvironment environment;
    private final IoThreadBuffers[] buffers;
    private final Set<RespConnection> connections = ConcurrentHashMap.newKeySet();
    private final AcceptingChannel<StreamConnection> server;
    private volatile boolean stopping;

    private RespListener(XnioWorker worker, InetSocketAddress address, RespEnvironment environment, ClientLimit clients)
            throws IOException {
        this.environment = environment;
        this.buffers = new IoThreadBuffers[worker.getIoThreadCount()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new IoThreadBuffers();
        }
        Acceptor acceptor = new Acceptor(clients, TOO_MANY, environment.traffic()::connectionRefused, this::open);
        this.server = worker.createStreamConnectionServer(
                address,
                acceptor::accept,
                OptionMap.builder()
                        .set(Options.BACKLOG, BACKLOG)
                        .set(Options.REUSE_ADDRESSES, true)
                        .set(Options.TCP_NODELAY, true)
                        .set(Options.KEEP_ALIVE, true)
                        .getMap());
    }

    /**
     * Listens.
     *
     * @param worker whose network threads serve the connections
     * @param address where to listen; port 0 takes a free one
     * @param clients counts the clients of all interfaces
     * @throws IOException when it can't listen there
     */
    public static RespListener start(
            XnioWorker worker, InetSocketAddress address, RespEnvironment environment, ClientLimit clients)
            throws IOException {
        RespListener listener = new RespListener(worker, address, environment, clients);
        listener.server.resumeAccepts();
        return listener;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.size();
    }

    private void open(StreamConnection channel) {
        if (stopping) {
            IoUtils.safeClose(channel);
            return;
        }
        RespConnection connection =
                new RespConnection(channel, buffers[channel.getIoThread().getNumber()], environment, this::closed);
        connections.add(connection);
        environment.traffic().connectionOpened();
        connection.open();
        if (stopping) {
            connection.stop();
        }
    }

    private void closed(RespConnection connection) {
        connections.remove(connection);
        environment.traffic().connectionClosed();
        if (stopping) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /**
     * Stops listening, lets commands that are running end and their replies be sent, and closes every connection. Waits
     * for that; not to be called on a network thread.
     *
     * @param patience how long to wait before connections are closed as they are
     */
    public void stop(Duration patience) throws InterruptedException {
        stopping = true;
        IoUtils.safeClose(server);
        connections.forEach(RespConnection::stop);
        if (!awaitLast(patience)) {
            LOG.log(Level.WARNING, connections.size() + " RESP connections closed before they were done");
            connections.forEach(RespConnection::close);
        }
    }

    private synchronized boolean awaitLast(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!connections.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return true;
    }
}
