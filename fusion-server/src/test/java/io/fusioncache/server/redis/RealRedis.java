package io.fusioncache.server.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Redis of its own, empty, on a free port, with the eviction policy that is the default here; the test is skipped
 * where Redis is not installed.
 */
final class RealRedis implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Process process;
    private final InetSocketAddress address;
    private final Path log;

    private RealRedis(Path program) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        log = Files.createTempFile("fusion-redis", ".log");
        process = new ProcessBuilder(
                        program.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--maxmemory-policy",
                        "allkeys-lfu",
                        "--dir",
                        System.getProperty("java.io.tmpdir", "/tmp"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A test run that is broken off must not leave it running.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static RealRedis start() throws IOException {
        Path program = Programs.require("redis-server");
        IOException last = new IOException("not tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            RealRedis redis = new RealRedis(program);
            try {
                redis.awaitReady();
                return redis;
            } catch (IOException e) {
                // Another process took the port in between, most likely.
                last = e;
                redis.close();
            }
        }
        throw last;
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (WireClient client = new WireClient(address)) {
                if (client.call("PING").text().equals("PONG")) {
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("redis-server did not start: " + Files.readString(log), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }
}
