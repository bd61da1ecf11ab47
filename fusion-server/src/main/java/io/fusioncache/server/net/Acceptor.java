package io.fusioncache.server.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.AcceptingChannel;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * Takes the connections of one interface, each on its network thread. One more than the server may have is told so and
 * closed, rather than left to wait without a word.
 */
public final class Acceptor {
    private static final Logger LOG = System.getLogger(Acceptor.class.getName());

    /** How long a client that was refused may take to read why: closed at once, it could lose the answer. */
    private static final long LINGER_MILLIS = 1000;

    /** So many may do so at a time; in a flood the others are closed at once, and take no file descriptor. */
    private static final int MOST_LINGERING = 64;

    private final ClientLimit clients;
    private final byte[] refusal;
    private final Runnable whenRefused;
    private final Consumer<? super StreamConnection> opening;
    private final AtomicInteger lingering = new AtomicInteger();

    /**
     * Makes an acceptor.
     *
     * @param clients counts the clients of all interfaces
     * @param refusal what one too many is sent; short enough for any socket's buffer
     * @param whenRefused called for each of those
     * @param opening serves a connection
     */
    public Acceptor(
            ClientLimit clients, byte[] refusal, Runnable whenRefused, Consumer<? super StreamConnection> opening) {
        this.clients = clients;
        this.refusal = refusal.clone();
        this.whenRefused = whenRefused;
        this.opening = opening;
    }

    /** Takes the connections that have come. */
    public void accept(AcceptingChannel<? extends StreamConnection> channel) {
        try {
            StreamConnection connection = channel.accept();
            while (connection != null) {
                open(connection);
                connection = channel.accept();
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "no longer listening", e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "can't accept a connection: " + e.getMessage());
        }
    }

    private void open(StreamConnection connection) {
        if (!clients.tryEnter()) {
            whenRefused.run();
            refuse(connection);
            return;
        }
        // A second listener is added to the first one, and one that comes too late is called at once.
        connection.setCloseListener(closed -> clients.leave());
        try {
            opening.accept(connection);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "can't serve a connection", e);
            IoUtils.safeClose(connection);
        }
    }

    private void refuse(StreamConnection connection) {
        try {
            connection.getSinkChannel().write(ByteBuffer.wrap(refusal));
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
            if (lingering.incrementAndGet() <= MOST_LINGERING) {
                linger(connection);
            } else {
                lingering.decrementAndGet();
                IoUtils.safeClose(connection);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client that was refused is gone", e);
            IoUtils.safeClose(connection);
        }
    }

    /** Reads and drops what the client sends until it has closed its side or its time is up. */
    private void linger(StreamConnection connection) {
        XnioExecutor.Key timer = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        connection.setCloseListener(closed -> {
            timer.remove();
            lingering.decrementAndGet();
        });
        connection.getSourceChannel().setReadListener(source -> drop(connection, source));
        connection.getSourceChannel().wakeupReads();
    }

    private static void drop(StreamConnection connection, StreamSourceChannel source) {
        try {
            if (Channels.drain(source, Long.MAX_VALUE) < 0) {
                IoUtils.safeClose(connection);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client that was refused is gone", e);
            IoUtils.safeClose(connection);
        }
    }
}
