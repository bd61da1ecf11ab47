package io.fusioncache.server.net.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.NetLimits;
import io.fusioncache.server.net.RawClient;
import io.fusioncache.server.net.TestNet;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that say nothing, or not all of it, are closed; those that wait for their answer are not. */
@Timeout(60)
class IdleConnectionTest {
    private static final String HEADER = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";

    private final TestNet net = new TestNet(limits());

    private static NetLimits limits() {
        NetLimits wide = TestNet.limits();
        return new NetLimits(
                wide.maxWaitingQueries(),
                wide.maxPendingQueries(),
                wide.maxPendingBytes(),
                wide.maxUnsentBytes(),
                wide.stalledTimeout(),
                Duration.ofMillis(200),
                wide.handshakeTimeout(),
                wide.deflate());
    }

    @AfterEach
    void close() {
        net.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                HEADER + "{\"",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n\r\n{\"",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void aSilentConnectionIsClosed(String before) {
        int open = net.clients.present();
        new RawClient(net.restPort).send(before);
        TestNet.await("it is there", () -> net.clients.present() > open);
        TestNet.await("it is closed", () -> net.clients.present() == open);
    }

    @Test
    void aConnectionThatWaitsForItsAnswerIsNotSilent() {
        HttpClient waiting = new HttpClient(net.restPort);
        try {
            waiting.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n{\"R hold:a\"}");
            net.handler.awaitBegun("a");
            for (int i = 0; i < 3; i++) {
                aSilentConnectionIsClosed(HEADER);
            }
            net.handler.letGo("a");
            assertEquals(200, waiting.read().status());
        } finally {
            waiting.close();
        }
    }
}
