package io.fusioncache.server.net.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses, headers and limits of the REST interface. */
class RestTest {
    private static final String TOO_LONG = "{\"refused\":\"TOO_LONG\"}";

    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final TestNet net = new TestNet();
    private final HttpClient client = new HttpClient(net.restPort);

    @AfterEach
    void close() {
        client.close();
        net.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"R\"}", "{\"W\"}", "{\"S\"}"})
    void anAnswerIs200AndTheConnectionStays(String query) {
        for (int i = 0; i < 3; i++) {
            HttpClient.Answer answer = client.post(query);
            assertEquals(200, answer.status());
            assertEquals(query, answer.body());
            assertEquals("application/json", answer.header("Content-Type"));
        }
        assertEquals(1, net.restTraffic.connectionsTotal());
        assertNothingCharged();
    }

    @ParameterizedTest
    @CsvSource({"fail, 400", "throw, 400", "silent, 204"})
    void otherOutcomesHaveTheirStatus(String what, int status) {
        assertEquals(status, client.post("{\"W " + what + "\"}").status());
        assertEquals(200, client.post("{\"W\"}").status());
        assertNothingCharged();
    }

    @Test
    void getTakesABodyAsPostDoes() {
        HttpClient.Answer answer = client.send("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{\"S\"}");
        assertEquals(200, answer.status());
        assertEquals("{\"S\"}", answer.body());
    }

    @Test
    void aBodyMayComeInChunks() {
        HttpClient.Answer answer = client.send(CHUNKED + "2\r\n{\"\r\n3\r\nS\"}\r\n0\r\n\r\n");
        assertEquals(200, answer.status());
        assertEquals("{\"S\"}", answer.body());
    }

    @Test
    void bytesMayComeOneAtATime() {
        for (char one : "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{\"S\"}".toCharArray()) {
            client.write(String.valueOf(one));
        }
        assertEquals("{\"S\"}", client.read().body());
    }

    @Test
    void requestsMayBePipelined() {
        String one = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";
        client.write(one + "{\"W\"}" + one + "{\"R\"}" + one + "{\"S\"}");
        assertEquals("{\"W\"}", client.read().body());
        assertEquals("{\"R\"}", client.read().body());
        assertEquals("{\"S\"}", client.read().body());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /other, 404, ''",
        "POST, /health/x, 404, ''",
        "PUT, /, 405, 'GET, POST'",
        "DELETE, /, 405, 'GET, POST'",
        "HEAD, /, 405, 'GET, POST'",
        "POST, /health, 405, GET",
        "POST, /metrics, 405, GET",
        "GET, /health, 200, ''",
        "GET, /metrics, 200, ''",
        "OPTIONS, /, 204, 'GET, POST'",
    })
    void pathsAndMethods(String method, String path, int status, String allow) {
        client.write(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        HttpClient.Answer answer = method.equals("HEAD") ? client.readHead() : client.read();
        assertEquals(status, answer.status());
        assertEquals(allow, answer.header("Allow"));
        if (status >= 400 && !method.equals("HEAD")) {
            assertEquals("application/json", answer.header("Content-Type"));
            assertTrue(answer.body().startsWith("{\"status\":" + status), answer.body());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/json; charset=utf-8, 200",
        "APPLICATION/JSON, 200",
        "text/plain, 415",
        "application/x-www-form-urlencoded, 415",
        "application/jsonx, 415",
    })
    void contentTypes(String type, int status) {
        assertEquals(
                status,
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                                + "\r\nContent-Length: 5\r\n\r\n{\"S\"}")
                        .status());
    }

    @Test
    void aLengthOverTheLimitIsRefusedBeforeTheBodyComes() {
        HttpClient.Answer answer = client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");
        assertEquals(413, answer.status());
        assertEquals(TOO_LONG, answer.body());
        assertEquals("close", answer.header("Connection"));
        assertNothingCharged();
    }

    @Test
    void aGigabyteIsRefusedBeforeItComes() {
        HttpClient.Answer answer =
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n");
        assertEquals(413, answer.status());
        assertEquals(TOO_LONG, answer.body());
    }

    @Test
    void aBodyInChunksIsRefusedWhereItPassesTheLimit() {
        HttpClient.Answer answer = client.send(CHUNKED + "3e8\r\n" + "x".repeat(1000) + "\r\n1\r\nx\r\n");
        assertEquals(413, answer.status());
        assertEquals(TOO_LONG, answer.body());
        assertNothingCharged();
    }

    @Test
    void theLongestBodyIsTaken() {
        String query = "{" + "x".repeat(TestNet.MAX_READ - 1);
        assertEquals(query, client.post(query).body());
    }

    @Test
    void aClientThatAsksWhetherToGoOnIsAnswered() {
        client.write("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        assertEquals(100, client.read().status());
        client.write("{\"S\"}");
        assertEquals("{\"S\"}", client.read().body());
        client.write("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5000\r\n\r\n");
        assertEquals(413, client.read().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost\r\nOrigin: http://evil.example",
                "Host: localhost\r\nOrigin: null",
            })
    void pagesFromElsewhereAreRefused(String headers) {
        for (String path : List.of("/", "/health", "/metrics")) {
            try (HttpClient other = new HttpClient(net.restPort)) {
                HttpClient.Answer answer =
                        other.send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: 5\r\n\r\n{\"S\"}");
                assertEquals(403, answer.status());
            }
        }
        assertEquals(List.of(), net.handler.ran);
    }

    @Test
    void pagesThatAreAllowedMayReadTheAnswer() {
        String from = " / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.example\r\n";
        HttpClient.Answer answer = client.send("POST" + from + "Content-Length: 5\r\n\r\n{\"S\"}");
        assertEquals(200, answer.status());
        assertEquals("https://app.example", answer.header("Access-Control-Allow-Origin"));
        HttpClient.Answer preflight = client.send("OPTIONS" + from + "Access-Control-Request-Method: POST\r\n\r\n");
        assertEquals(204, preflight.status());
        assertEquals("Content-Type", preflight.header("Access-Control-Allow-Headers"));
    }

    @Test
    void whileItStopsItSaysSo() {
        assertEquals("{\"status\":\"up\"}", client.get("/health").body());
        net.lifecycle.stopping();
        HttpClient.Answer health = client.get("/health");
        assertEquals(503, health.status());
        assertEquals("{\"status\":\"stopping\"}", health.body());
        HttpClient.Answer answer = client.post("{\"S\"}");
        assertEquals(503, answer.status());
        assertEquals("1", answer.header("Retry-After"));
        assertEquals("{\"refused\":\"STOPPING\"}", answer.body());
    }

    @Test
    void withoutMemoryItSaysSo() {
        try (TestNet small = new TestNet(TestNet.limits(), 1 << 20, 1000);
                HttpClient other = new HttpClient(small.restPort)) {
            HttpClient.Answer answer = other.post("{" + "x".repeat(5000));
            assertEquals(503, answer.status());
            assertEquals("{\"refused\":\"NO_MEMORY\"}", answer.body());
            TestNet.await("all given back", () -> small.account.used() == 0);
        }
    }

    @Test
    void aClientThatLeavesWhileItSendsCostsNothing() {
        client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{");
        TestNet.await("body begun", () -> net.account.used() > 0);
        client.close();
        assertNothingCharged();
        TestNet.await("connection closed", () -> net.restTraffic.connectionsOpen() == 0);
    }

    @Test
    void aLargeAnswerComesWhole() {
        assertEquals(3_000_000, client.post("{\"R big:3000000\"}").body().length());
        assertNothingCharged();
    }

    @Test
    void aHeaderThatIsTooLongIsRefused() {
        client.write("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
        assertTrue(client.isAtEnd() || client.read().status() == 400);
    }

    @Test
    void http2WithoutTlsIsSpoken() throws IOException, InterruptedException {
        try (java.net.http.HttpClient modern = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .build()) {
            for (String query : List.of("{\"S\"}", "{\"R\"}", "{\"W fail\"}", "{\"R big:100000\"}")) {
                HttpResponse<String> answer = modern.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + net.restPort + "/"))
                                .POST(HttpRequest.BodyPublishers.ofString(query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertEquals(query.contains("fail") ? 400 : 200, answer.statusCode());
                assertEquals(java.net.http.HttpClient.Version.HTTP_2, answer.version());
            }
        }
        assertNothingCharged();
    }

    private void assertNothingCharged() {
        TestNet.await("everything given back", () -> net.account.used() == 0);
    }
}
