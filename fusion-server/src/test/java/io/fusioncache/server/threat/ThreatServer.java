package io.fusioncache.server.threat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.server.FreePorts;
import io.fusioncache.server.FusionServer;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A whole server on free ports, and what is to be as it was once an attack is over. */
final class ThreatServer implements AutoCloseable {
    /** A point read that others make during an attack. */
    static final String KEY = "bystander";

    private static final int LOADED_LATE = 8;

    private final FusionServer server;
    private long memoryBefore;
    private long filesBefore;
    private long threadsBefore;

    private ThreatServer(FusionServer server) {
        this.server = server;
        try (WireClient client = resp()) {
            client.call("SET", KEY, "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remember();
    }

    static ThreatServer start(Map<String, String> settings) {
        return new ThreatServer(startServer(settings));
    }

    static FusionServer startServer(Map<String, String> settings) {
        ConfigurationBuilder builder = FreePorts.configuration();
        settings.forEach((name, value) -> builder.set(name, value, "test"));
        return FusionServer.start(builder.build());
    }

    FusionServer server() {
        return server;
    }

    MemoryAccount account() {
        return server.keyspace().account();
    }

    int port(String listener) {
        return FreePorts.of(server, listener);
    }

    WireClient resp() throws IOException {
        return new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port("resp")));
    }

    HttpClient rest() {
        return new HttpClient(port("rest"));
    }

    WebSocketClient webSocket() {
        return new WebSocketClient(port("standard"));
    }

    /** Takes the present for what is to come back after an attack. */
    void remember() {
        memoryBefore = account().used();
        filesBefore = files();
        threadsBefore = threads();
    }

    /** What the account holds beyond what it did before. */
    long taken() {
        return account().used() - memoryBefore;
    }

    /** Waits until memory, file descriptors and threads are as they were before. */
    void awaitBack() {
        TestNet.await("memory back", () -> account().used() <= memoryBefore);
        // Java itself opens a file now and then, for a class that is needed for the first time.
        TestNet.await("file descriptors back", () -> files() <= filesBefore + LOADED_LATE);
        TestNet.await("threads back", () -> threads() <= threadsBefore);
    }

    /** What {@link #awaitBack} waited for, in words. */
    String back() {
        return "memory, " + filesBefore + " file descriptors and " + threadsBefore + " server threads as before";
    }

    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** Threads of this server and of any other in this process. */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fusion"))
                .count();
    }

    @Override
    public void close() {
        server.stop();
    }
}
