package io.fusioncache.server.query;

import java.util.List;

/** Facts of a server that does not exist. */
public final class FixedFacts implements ServerFacts {
    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public String userAgent() {
        return "Fusion/0.1.0";
    }

    @Override
    public int maxThreads() {
        return 4;
    }

    @Override
    public int availableThreads() {
        return 8;
    }

    @Override
    public int queryThreads() {
        return 5;
    }

    @Override
    public int ioThreads() {
        return 2;
    }

    @Override
    public List<Listener> listeners() {
        return List.of(
                new Listener("rest", "127.0.0.1", 1981, 1_048_576), new Listener("standard", "::1", 1982, 2_097_152));
    }

    @Override
    public long unixSeconds() {
        return 1_795_219_200L;
    }

    @Override
    public long totalQueries() {
        return 12;
    }

    @Override
    public long restConnected() {
        return 1;
    }

    @Override
    public long restTotal() {
        return 2;
    }

    @Override
    public long webSocketConnected() {
        return 3;
    }

    @Override
    public long webSocketTotal() {
        return 4;
    }

    @Override
    public KeyFacts keys() {
        return new KeyFacts(5, 6, 7, 8, 9, 0, 0);
    }
}
