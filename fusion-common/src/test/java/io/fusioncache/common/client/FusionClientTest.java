package io.fusioncache.common.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.client.FusionClientException.Reason;
import io.fusioncache.common.fql.QueryName;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class FusionClientTest {
    private static String get(CompletableFuture<String> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static Reason reasonOf(CompletableFuture<String> answer) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> get(answer));
        return assertInstanceOf(FusionClientException.class, failure.getCause()).reason();
    }

    private static FusionClient connect(ScriptedServer server) throws IOException {
        return FusionClient.connect(ClientSettings.of(server.address()));
    }

    private static String qidOf(String query) {
        int start = query.indexOf("\"_qid\":\"") + 8;
        return query.substring(start, query.indexOf('"', start));
    }

    @Test
    void matchesAnswersThatOvertakeEachOther() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    List<String> queries = new ArrayList<>();
                    for (int i = 0; i < 100; i++) {
                        queries.add(peer.readText());
                    }
                    for (String query : queries.reversed()) {
                        peer.text("{\"_qid\":\"" + qidOf(query) + "\",\"FIND_RSP\":"
                                + query.substring(query.indexOf("\"A\":") + 4, query.length() - 2) + "}");
                    }
                    peer.readFrame(FrameWriter.CLOSE);
                });
                FusionClient client = connect(server)) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(client.query("{\"FIND\":{\"A\":" + i + "}}"));
            }
            for (int i = 0; i < 100; i++) {
                assertEquals("{\"FIND_RSP\":" + i + "}", get(answers.get(i)));
            }
            client.close();
            server.awaitEnd();
        }
    }

    @Test
    void sendsABodyWithItsEnvelope() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    String text = peer.readText();
                    peer.text("{\"_qid\":\"" + qidOf(text) + "\",\"STORE_RSP\":["
                            + text.replaceFirst("\"_qid\":\"[^\"]*\",", "") + "]}");
                });
                FusionClient client = connect(server)) {
            byte[] body = "{\"_class\":\"A\"}".getBytes(StandardCharsets.UTF_8);
            assertEquals("{\"STORE_RSP\":[{\"STORE\":{\"_class\":\"A\"}}]}", get(client.query(QueryName.STORE, body)));
        }
    }

    @Test
    void completesASilentWriteOnceItIsSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.readFrame(FrameWriter.CLOSE);
                });
                FusionClient client = connect(server)) {
            assertEquals("", get(client.query("{\"CLEAR\":{\"_rsp\":\"none\"}}")));
            client.close();
            server.awaitEnd();
        }
    }

    @Test
    void answersPingsAndTakesFragments() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.frame(0x80 | FrameWriter.PING, new byte[] {1, 2});
                    if (peer.readFrame(FrameWriter.PONG).length != 2) {
                        throw new IOException("the pong is not the ping's");
                    }
                    peer.frame(FrameWriter.TEXT, "\"a".getBytes(StandardCharsets.UTF_8));
                    peer.frame(0x80, "b\"".getBytes(StandardCharsets.UTF_8));
                });
                FusionClient client = connect(server)) {
            assertEquals("\"ab\"", get(client.command(List.of("ECHO", "ab"))));
            server.awaitEnd();
        }
    }

    @Test
    void asksASilentServerForASignOfLife() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.readFrame(FrameWriter.PING);
                    peer.frame(0x80 | FrameWriter.PONG, new byte[0]);
                    peer.readFrame(FrameWriter.PING);
                    peer.text("PONG");
                });
                FusionClient client = FusionClient.connect(ClientSettings.of(server.address())
                        .withSignsOfLife(Duration.ofMillis(20), Duration.ofSeconds(20)))) {
            assertEquals("PONG", get(client.command(List.of("PING"))));
        }
    }

    @Test
    void givesUpAServerThatIsSilentForTooLong() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> await(end));
                FusionClient client = FusionClient.connect(ClientSettings.of(server.address())
                        .withSignsOfLife(Duration.ofMillis(10), Duration.ofMillis(30)))) {
            CompletableFuture<String> answer = client.command(List.of("PING"));
            assertEquals(Reason.OUTCOME_UNKNOWN, reasonOf(answer));
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failsWhatIsUnderWayWhenTheServerDiesInTheMiddleOfAnAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.bytes(new byte[] {(byte) 0x81, 100, '{', '"'});
                });
                FusionClient client = connect(server)) {
            CompletableFuture<String> sent = client.query("{\"COUNT\":{}}");
            CompletableFuture<String> waiting = client.command(List.of("PING"));
            assertEquals(Reason.OUTCOME_UNKNOWN, reasonOf(sent));
            assertEquals(Reason.NOT_SENT, reasonOf(waiting));
            assertEquals(Reason.NOT_SENT, reasonOf(client.query("{\"COUNT\":{}}")));
        }
    }

    @Test
    void passesOnWhyTheServerCloses() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.frame(0x80 | FrameWriter.CLOSE, new byte[] {3, (byte) 241, 'b', 'i', 'g'});
                    peer.readFrame(FrameWriter.CLOSE);
                });
                FusionClient client = connect(server)) {
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> get(client.query("{\"COUNT\":{}}")));
            assertTrue(String.valueOf(failure.getMessage()).contains("1009 big"), failure.getMessage());
            server.awaitEnd();
        }
    }

    @Test
    void holdsACallerBackUntilThereIsRoom() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    await(read);
                    for (int i = 0; i < 40; i++) {
                        peer.readText();
                        peer.text("OK");
                    }
                });
                FusionClient client =
                        FusionClient.connect(ClientSettings.of(server.address()).withMaxUnsentBytes(1 << 20))) {
            String line = "ECHO " + "x".repeat(1 << 20);
            CompletableFuture<List<CompletableFuture<String>>> all = CompletableFuture.supplyAsync(() -> {
                List<CompletableFuture<String>> answers = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    answers.add(client.commandLine(line));
                }
                return answers;
            });
            // 40 MB fit neither into the socket nor into what may wait, so the caller can't have come to its end.
            assertFalse(all.isDone());
            read.countDown();
            for (CompletableFuture<String> answer : all.get(20, TimeUnit.SECONDS)) {
                assertEquals("OK", get(answer));
            }
        }
    }

    @Test
    void failsWhatIsLeftWhenItIsClosed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.readText();
            end.countDown();
            peer.readFrame(FrameWriter.CLOSE);
        })) {
            FusionClient client = connect(server);
            CompletableFuture<String> sent = client.query("{\"COUNT\":{}}");
            CompletableFuture<String> waiting = client.command(List.of("PING"));
            await(end);
            client.close();
            client.close();
            assertEquals(Reason.OUTCOME_UNKNOWN, reasonOf(sent));
            assertEquals(Reason.NOT_SENT, reasonOf(waiting));
            server.awaitEnd();
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FusionClientException failure = assertThrows(
                FusionClientException.class, () -> FusionClient.connect(ClientSettings.of("127.0.0.1:" + port)));
        assertEquals(Reason.NO_CONNECTION, failure.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 401 Unauthorized, NOT_AUTHENTICATED",
        "HTTP/1.1 404 Not Found, NO_CONNECTION",
        "HTTP/1.1 101 Switching Protocols, NO_CONNECTION",
        "-ERR this is another protocol, NO_CONNECTION",
    })
    void refusesAWrongHandshake(String line, Reason reason) throws Exception {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (ScriptedServer server = ScriptedServer.startRaw(listening, socket -> {
            ScriptedServer.readRequest(socket.getInputStream());
            socket.getOutputStream()
                    .write((line + "\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        })) {
            FusionClientException failure = assertThrows(FusionClientException.class, () -> connect(server));
            assertEquals(reason, failure.reason());
        }
    }

    @Test
    void doesNotWaitForEverForAHandshake() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (ScriptedServer server = ScriptedServer.startRaw(listening, socket -> await(end))) {
            ClientSettings settings = ClientSettings.of(server.address()).withConnectTimeout(Duration.ofMillis(50));
            FusionClientException failure =
                    assertThrows(FusionClientException.class, () -> FusionClient.connect(settings));
            assertEquals(Reason.NO_CONNECTION, failure.reason());
            assertTrue(String.valueOf(failure.getMessage()).contains("50 ms"), failure.getMessage());
            end.countDown();
        }
    }

    @Test
    void speaksTls(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Path certificate = folder.resolve("server.pem");
        SSLContext context = selfSigned(store, certificate);
        TlsSettings trusting = new TlsSettings(certificate, null, null, false);
        assertEquals("PONG", pingOverTls(context, trusting));
        assertEquals("PONG", pingOverTls(context, new TlsSettings(null, null, null, true)));
        FusionClientException failure =
                assertThrows(FusionClientException.class, () -> pingOverTls(context, TlsSettings.PLATFORM));
        assertEquals(Reason.TLS, failure.reason());
    }

    private static String pingOverTls(SSLContext context, TlsSettings tls) throws Exception {
        ServerSocket listening =
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (ScriptedServer server = ScriptedServer.startRaw(listening, socket -> {
                    ScriptedServer.Peer peer = ScriptedServer.Peer.greeted(socket);
                    peer.readText();
                    peer.text("PONG");
                });
                FusionClient client =
                        FusionClient.connect(ClientSettings.of("wss://127.0.0.1:" + listening.getLocalPort())
                                .withTls(tls))) {
            return get(client.command(List.of("PING")));
        }
    }

    private static SSLContext selfSigned(Path store, Path certificate) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, "secret".toCharArray());
        }
        String pem = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void takesKeyValueCommandsAndMonitoredLines() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.text("OK");
                    peer.text("1700000000.000001 [0 127.0.0.1:1] \"KV_RMV\"");
                    peer.readText();
                    peer.text("{\"KV_RMV_RSP\":{\"st\":24,\"k\":\"a\"}}");
                    peer.text("{\"KV_RMV_RSP\":{\"st\":22,\"k\":\"b\"}}");
                    assertEquals("ECHO .", peer.readText());
                    peer.text("\".\"");
                });
                FusionClient client = connect(server)) {
            assertEquals("OK", get(client.monitor(lines::add)));
            List<String> answers = client.keyValue("{\"KV_RMV\":[\"a\",\"b\"]}").get(10, TimeUnit.SECONDS);
            assertEquals(2, answers.size());
            assertEquals(List.of("1700000000.000001 [0 127.0.0.1:1] \"KV_RMV\""), lines);
            assertTrue(client.lost().get(10, TimeUnit.SECONDS).contains("lost")
                    || client.lost().join().contains("closed"));
        }
    }

    @Test
    void throwsTheAnswerAwayThatNobodyWaitsForAnyMore() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.readText();
                    peer.readText();
                    peer.text("\"first\"");
                    peer.text("\"second\"");
                    peer.readFrame(FrameWriter.CLOSE);
                });
                FusionClient client = connect(server)) {
            CompletableFuture<String> first = client.commandLine("PING first");
            first.cancel(true);
            assertEquals("\"second\"", get(client.commandLine("PING second")));
        }
    }
}
