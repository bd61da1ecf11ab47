package io.fusioncache.server.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Ends a connection from which something is expected for too long and nothing comes: the next request, or the rest of
 * one. While its query runs nothing is expected.
 *
 * <p>The network library's own limit sets a timer and removes it at every request. Here one timer looks a few times
 * within the limit, so that reading costs no more than noting that something came; the price is that the connection may
 * stay for a quarter of the limit longer. Used on its network thread only.
 */
final class IdleReads extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final Logger LOG = System.getLogger(IdleReads.class.getName());

    private static final int LOOKS = 4;

    private final StreamConnection connection;
    private boolean heard;
    private int silentLooks;

    private IdleReads(StreamSourceConduit next, StreamConnection connection) {
        super(next);
        this.connection = connection;
    }

    /**
     * Watches a connection from now on until it is closed.
     *
     * @param limit how long it may be silent
     */
    static void watch(StreamConnection connection, Duration limit) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        IdleReads reads = new IdleReads(source.getConduit(), connection);
        source.setConduit(reads);
        XnioExecutor.Key timer = connection
                .getIoThread()
                .executeAtInterval(reads::look, Math.max(1, limit.toMillis() / LOOKS), TimeUnit.MILLISECONDS);
        connection.setCloseListener(closed -> timer.remove());
    }

    private void look() {
        if (heard || !isReadResumed()) {
            heard = false;
            silentLooks = 0;
            return;
        }
        silentLooks++;
        // The first may have come at once after the last byte.
        if (silentLooks > LOOKS) {
            LOG.log(Level.DEBUG, () -> "client " + connection.getPeerAddress() + " closed: silent for too long");
            IoUtils.safeClose(connection);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = super.read(target);
        heard |= count > 0;
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long count = super.read(targets, offset, length);
        heard |= count > 0;
        return count;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        long moved = super.transferTo(position, count, target);
        heard |= moved > 0;
        return moved;
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        long moved = super.transferTo(count, throughBuffer, target);
        heard |= moved > 0;
        return moved;
    }
}
