package io.fusioncache.cli.measure;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** A thread of a load, which serves several connections. */
final class BenchWorker implements AutoCloseable {
    private final Selector selector;
    private final List<BenchConnection> connections;

    /** Takes over the connections, which don't block. */
    BenchWorker(List<BenchConnection> connections) throws IOException {
        this.connections = connections;
        this.selector = Selector.open();
        for (BenchConnection connection : connections) {
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
        }
    }

    /**
     * Sends requests until there are no more, and waits for their answers.
     *
     * @param toSend how many there still are, shared by all workers
     * @param answered counts the answers
     * @return the times of the answers, in nanoseconds
     */
    Histogram run(AtomicLong toSend, AtomicLong answered) throws IOException {
        Histogram times = LatencyTable.histogram();
        int busy = 0;
        for (SelectionKey key : selector.keys()) {
            sendMore(key, toSend);
            busy += connection(key).isIdle() ? 0 : 1;
        }
        while (busy > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isReadable()) {
                    answered.addAndGet(connection(key).receive(times));
                }
                sendMore(key, toSend);
                busy -= connection(key).isIdle() ? 1 : 0;
            }
            selector.selectedKeys().clear();
        }
        return times;
    }

    /** Errors among the answers so far. */
    long errors() {
        return connections.stream().mapToLong(BenchConnection::errors).sum();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (BenchConnection connection : connections) {
            connection.channel().close();
        }
    }

    private static BenchConnection connection(SelectionKey key) {
        return (BenchConnection) key.attachment();
    }

    private static void sendMore(SelectionKey key, AtomicLong toSend) throws IOException {
        BenchConnection connection = connection(key);
        int wanted = connection.free();
        long left = wanted == 0 ? 0 : toSend.getAndAdd(-wanted);
        int count = Math.clamp(left, 0, wanted);
        if (count > 0) {
            connection.enqueue(count);
        }
        boolean allSent = connection.send();
        key.interestOps(allSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
}
