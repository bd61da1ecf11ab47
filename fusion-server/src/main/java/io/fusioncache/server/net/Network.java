package io.fusioncache.server.net;

import io.fusioncache.server.net.resp.RespEnvironment;
import io.fusioncache.server.net.resp.RespListener;
import io.fusioncache.server.net.rest.RestHandler;
import io.fusioncache.server.net.websocket.Registry;
import io.fusioncache.server.net.websocket.WebSocketHandshake;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The network threads and all listeners of a server. Opened by one thread; stopped once. */
public final class Network {
    /** How the names of the threads begin that read and write. */
    public static final String THREADS = "fusion-net";

    private static final Logger LOG = System.getLogger(Network.class.getName());

    /** A buffer of the HTTP side; this much is read or written at once. */
    private static final int BUFFER = 16 * 1024;

    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final NetServices services;
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER, 1024, 8);
    private final List<HttpListener> listeners = new ArrayList<>();
    private final List<Registry> registries = new ArrayList<>();
    private final List<RespListener> respListeners = new ArrayList<>();
    private final InFlight requests = new InFlight();

    /** The library below the listeners, which takes its time when it is asked for first. */
    public static Xnio library() {
        return Xnio.getInstance(Network.class.getClassLoader());
    }

    /** Starts the network threads. */
    public Network(NetServices services, int ioThreads) {
        this.services = services;
        try {
            this.worker = library()
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, THREADS)
                            .set(Options.WORKER_IO_THREADS, ioThreads)
                            .set(Options.WORKER_TASK_CORE_THREADS, 1)
                            .set(Options.WORKER_TASK_MAX_THREADS, 1)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException("network threads can't be started", e);
        }
    }

    /**
     * Opens the REST interface.
     *
     * @param metrics the text of {@code /metrics}
     * @return where it listens
     */
    public InetSocketAddress openRest(Endpoint endpoint, InetSocketAddress address, Supplier<String> metrics)
            throws IOException {
        HttpHandler rest = new HttpContinueReadHandler(new RestHandler(endpoint, services, metrics));
        return listen(address, rest, true, endpoint);
    }

    /**
     * Opens a WebSocket interface.
     *
     * @return where it listens
     */
    public InetSocketAddress openWebSocket(Endpoint endpoint, InetSocketAddress address) throws IOException {
        Registry registry = new Registry();
        registries.add(registry);
        return listen(address, new WebSocketHandshake(endpoint, services, registry), false, endpoint);
    }

    /**
     * Opens the interface for Redis clients.
     *
     * @return where it listens
     */
    public InetSocketAddress openResp(RespEnvironment environment, InetSocketAddress address) throws IOException {
        RespListener listener = RespListener.start(worker, address, environment, services.clients());
        respListeners.add(listener);
        return listener.address();
    }

    private InetSocketAddress listen(InetSocketAddress address, HttpHandler handler, boolean http2, Endpoint endpoint)
            throws IOException {
        HttpHandler guarded = new TransferEncodingGuard(handler, endpoint.traffic()::messageRefused);
        HttpHandler counted = exchange -> {
            requests.begin();
            exchange.addExchangeCompleteListener((ended, next) -> {
                try {
                    next.proceed();
                } finally {
                    // Not before: a stop that waits for requests ends the threads, and the connection needs its own.
                    requests.end();
                }
            });
            guarded.handleRequest(exchange);
        };
        // Outside the count: this answers no request itself, it makes new ones of one connection.
        HttpHandler root = http2 ? new Http2UpgradeHandler(counted) : counted;
        HttpListener listener = HttpListener.start(
                worker,
                buffers,
                address,
                root,
                http2,
                services.limits(),
                services.clients(),
                endpoint.traffic()::messageRefused);
        listeners.add(listener);
        return listener.address();
    }

    /**
     * Stops in good order: accepts nothing new, lets queries that have come finish, sends their answers and a close
     * frame, and ends every connection and thread.
     *
     * @param nanos how long queries may take to finish, in nanoseconds
     */
    public void stop(long nanos) {
        listeners.forEach(HttpListener::stopAccepting);
        try {
            long end = services.nanoTime().getAsLong() + nanos;
            for (RespListener listener : respListeners) {
                listener.stop(Duration.ofNanos(left(end)));
            }
            boolean quiet = services.pool().awaitQuiet(left(end));
            if (!quiet) {
                LOG.log(Level.WARNING, "queries are still running after the time they had to finish");
            }
            registries.forEach(registry -> registry.goAway(quiet));
            requests.awaitNone(Math.max(FAREWELL_NANOS, left(end)));
            long farewell = services.nanoTime().getAsLong() + FAREWELL_NANOS;
            for (Registry registry : registries) {
                registry.open().awaitNone(farewell - services.nanoTime().getAsLong());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever waits for the stop wants it at once.
        }
        registries.forEach(Registry::terminate);
        listeners.forEach(HttpListener::closeConnections);
        endThreads();
        buffers.close();
    }

    /** Nanoseconds until then, never less than none. */
    private long left(long end) {
        return Math.max(0, end - services.nanoTime().getAsLong());
    }

    private void endThreads() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(FAREWELL_NANOS, TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "network threads did not end in time");
            }
            services.pool().close(FAREWELL_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
