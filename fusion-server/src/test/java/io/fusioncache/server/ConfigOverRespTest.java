package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.redis.WireClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code CONFIG} over RESP, with the configuration that a server has. */
class ConfigOverRespTest {
    @TempDir
    private Path folder;

    private FusionServer server = start(null);

    private static FusionServer start(@Nullable Path file) {
        return FusionServer.start(
                new ConfigurationBuilder(ServerSettings.table())
                        .assignment("objects.rest.port=0")
                        .assignment("objects.ws.enabled=false")
                        .assignment("objects.bulk.enabled=false")
                        .assignment("kv.enabled=false")
                        .assignment("resp.port=0")
                        .build(),
                file);
    }

    private WireClient client = connect();

    private WireClient connect() {
        int port = server.listeners().getLast().port();
        try {
            return new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void theLastInterfaceIsThatOfRedisClients() {
        assertEquals("resp", server.listeners().getLast().name());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    /** Every setting, as one text. */
    private String all() throws IOException {
        return client.call("CONFIG", "GET", "*").elements().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    resp.port 1|resp.port|can't be changed while the server runs
                    port 1|port|can't be changed while the server runs
                    no.such 1|no.such|unknown setting
                    maxmemory much|maxmemory|argument must be a memory value
                    maxmemory 0|maxmemory|it must be positive
                    maxmemory 1kb|maxmemory|takes
                    maxmemory-policy random|maxmemory-policy|takes
                    kv.minKeyLength -1|kv.minKeyLength|takes
                    timeout soon|timeout|argument couldn't be parsed into an integer
                    timeout 100000|timeout|argument must be between 0 and 86400 inclusive
                    resp.idleTimeout 2x|resp.idleTimeout|takes a time
                    save 60|save|can't set immutable config
                    maxmemory 50mb maxmemory 60mb|maxmemory|duplicate parameter
                    maxmemory 50mb memory.policy none|memory.policy|takes
                    """, delimiter = '|')
    void whatCantBeSetIsRefusedAndChangesNothing(String words, String about, String why) throws IOException {
        String before = all();
        String answer = client.call(("CONFIG SET " + words).split(" ", -1)).toString();
        String head = "-ERR CONFIG SET failed (possibly related to argument '" + about + "') - ";
        assertTrue(answer.startsWith(head), answer);
        assertTrue(answer.substring(head.length()).contains(why), answer);
        assertEquals(before, all());
    }

    @Test
    void rewriteNeedsAFileAndWritesWhatWasChanged() throws IOException {
        assertEquals(
                "-ERR The server is running without a config file",
                client.call("CONFIG", "REWRITE").toString());
        stop();
        Path file = Files.writeString(folder.resolve("fusion.json"), "{}");
        server = start(file);
        client = connect();
        client.call("CONFIG", "SET", "maxmemory", "50mb", "timeout", "90");
        assertEquals("+OK", client.call("CONFIG", "REWRITE").toString());
        ConfigurationBuilder written = new ConfigurationBuilder(ServerSettings.table()).file(file);
        assertEquals(90, written.build().get(ServerSettings.RESP_IDLE_TIMEOUT).toSeconds());
        assertEquals(50 << 20, written.build().get(ServerSettings.MEMORY_MAX).of(1L << 40));
    }

    @Test
    void aSilentClientIsClosedAfterTheTimeoutThatWasSet() throws IOException {
        assertEquals(
                "*2[$7:timeout, $1:0]", client.call("CONFIG", "GET", "timeout").toString());
        assertEquals("+OK", client.call("CONFIG", "SET", "timeout", "7").toString());
        assertEquals(
                "*2[$7:timeout, $1:7]", client.call("CONFIG", "GET", "timeout").toString());
        assertEquals(
                "+OK", client.call("CONFIG", "SET", "resp.idleTimeout", "20ms").toString());
        try (WireClient silent = connect()) {
            assertThrows(EOFException.class, silent::read);
        }
        TestNet.await(
                "the one that came before stays",
                () -> server.monitor().watched().getLast().traffic().connectionsOpen() == 1);
        assertEquals("+PONG", client.call("PING").toString());
    }
}
