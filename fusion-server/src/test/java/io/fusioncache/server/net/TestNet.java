package io.fusioncache.server.net;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.net.channel.ChunkMaker;
import io.fusioncache.server.net.order.QueryPool;
import io.fusioncache.server.ops.Lifecycle;
import io.fusioncache.server.ops.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** All of the network, with a stand-in for what messages mean. */
public final class TestNet implements AutoCloseable {
    public static final int MAX_READ = 1000;

    public final StandIn handler = new StandIn();
    public final MemoryAccount account;

    /** Not for its objects but for its versions. */
    public final ObjectStore store =
            new ObjectStore(new MemoryAccount(Long.MAX_VALUE), new Random(1), System::nanoTime);

    public final Lifecycle lifecycle = new Lifecycle();
    public final Traffic restTraffic = new Traffic();
    public final Traffic webSocketTraffic = new Traffic();
    public final QueryPool pool = new QueryPool(4);
    public volatile int maxClients = 100;
    public final ClientLimit clients = new ClientLimit(() -> maxClients);
    public final int restPort;
    public final int webSocketPort;
    private final Network network;

    /** A snapshot of which only the version counts. */
    public record Version(Snapshot snapshot) implements Pin {
        @Override
        public void close() {
            snapshot.close();
        }
    }

    /** Limits with which nothing stands in the way of a test. */
    public static NetLimits limits() {
        return new NetLimits(
                1000,
                100,
                1 << 20,
                1 << 20,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                false);
    }

    public TestNet() {
        this(limits(), MAX_READ, 1L << 30);
    }

    public TestNet(NetLimits limits) {
        this(limits, MAX_READ, 1L << 30);
    }

    public TestNet(NetLimits limits, long maxRead, long memory) {
        account = new MemoryAccount(memory);
        NetServices services = new NetServices(
                limits,
                clients,
                new HostGuard(List.of("https://app.example"), List.of("cache.example")),
                account,
                pool,
                () -> new Version(store.snapshot()),
                lifecycle,
                new ReadBuffers(64 * 1024),
                ChunkMaker.ofOneThread(() -> {}),
                new EndOfRound(),
                System::nanoTime);
        network = new Network(services, 2);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            restPort = network.openRest(new Endpoint("rest", maxRead, handler, restTraffic), any, () -> "m 1\n")
                    .getPort();
            webSocketPort = network.openWebSocket(new Endpoint("standard", maxRead, handler, webSocketTraffic), any)
                    .getPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        lifecycle.up();
    }

    /** Opens one more WebSocket interface, and returns its port. */
    public int open(String name, MessageHandler messages) throws IOException {
        return network.openWebSocket(
                        new Endpoint(name, 1 << 20, messages, new Traffic()),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .getPort();
    }

    public WebSocketClient connect() {
        return new WebSocketClient(webSocketPort);
    }

    /** Stops the network; queries get that long to finish. */
    public void stop(Duration patience) {
        if (lifecycle.stopping()) {
            network.stop(patience.toNanos());
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(1));
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
