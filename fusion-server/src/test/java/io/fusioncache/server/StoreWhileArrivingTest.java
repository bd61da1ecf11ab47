package io.fusioncache.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A large STORE on the bulk interface, which is read before it has come as a whole. */
@Timeout(60)
class StoreWhileArrivingTest {
    private static final String CREATE =
            "{\"CREATE_CLASSES\":{\"Pair\":{\"k\":{\"_type\":\"string\",\"_index\":true},\"v\":\"string\"}}}";
    private static final String HEAD =
            "{\"STORE\":{\"_qid\":\"q\",\"_rsp\":\"none\",\"_class\":\"Pair\",\"_objects\":[";
    private static final int OBJECTS = 100_000;
    private static final String MANY = ",{\"k\":\"key\",\"v\":\"some value\"}".repeat(OBJECTS - 1);

    private FusionServer server;
    private HttpClient rest;
    private WebSocketClient bulk;
    private long atRest;

    @BeforeEach
    void start() {
        server = FusionServer.start(FreePorts.configuration().build());
        rest = new HttpClient(FreePorts.of(server, "rest"));
        rest.post(CREATE);
        bulk = new WebSocketClient(FreePorts.of(server, "bulk"));
        atRest = used();
    }

    @AfterEach
    void stop() {
        bulk.close();
        rest.close();
        server.stop();
    }

    private long used() {
        return server.monitor().account().used();
    }

    /** Sends the head of a message and all but the last million bytes, and waits until objects of it have been read. */
    private byte[] sendMost(String message) {
        byte[] frame = WebSocketClient.frame(true, WebSocketClient.TEXT, message.getBytes(UTF_8));
        int most = frame.length - 500_000;
        bulk.sendRaw(Arrays.copyOf(frame, most));
        TestNet.await("objects are read", () -> used() - atRest > most + 1_000_000);
        return Arrays.copyOfRange(frame, most, frame.length);
    }

    private String count() {
        return rest.post("{\"COUNT\":{\"Pair\":{}}}").body();
    }

    @Test
    void allOfItIsStoredOnceItIsWhole() {
        byte[] rest = sendMost(HEAD + "{\"k\":\"first\"}" + MANY + "]}}");
        assertEquals("{\"COUNT_RSP\":{\"Pair\":{\"_cnt\":0}}}", count());
        bulk.sendRaw(rest);
        assertTrue(bulk.send("{\"COUNT\":{}}").read().contains("\"Pair\":{\"_cnt\":" + OBJECTS + "}"));
    }

    @Test
    void aClassThatItDefinesIsMadeWithIt() {
        String head = HEAD.replace("\"Pair\"", "{\"Other\":{\"k\":\"string\",\"v\":\"string\"}}");
        byte[] end = sendMost(head + "{\"k\":\"first\"}" + MANY + "]}}");
        assertTrue(rest.post("{\"COUNT\":{}}").body().startsWith("{\"COUNT_RSP\":{\"Pair\""));
        bulk.sendRaw(end);
        assertTrue(bulk.send("{\"COUNT\":{}}").read().contains("\"Other\":{\"_cnt\":" + OBJECTS + "}"));
    }

    @Test
    void nothingOfItIsStoredWhenItsEndIsWrong() {
        bulk.sendRaw(sendMost(HEAD.replace("none", "error") + "{\"k\":\"first\"}" + MANY + ",{\"k\":1}]}}"));
        String answer = bulk.read();
        assertTrue(answer.contains("\"_c\":1102,"), answer);
        assertTrue(answer.contains("\"_qid\":\"q\""), answer);
        assertEquals("{\"COUNT_RSP\":{\"Pair\":{\"_cnt\":0}}}", count());
        TestNet.await("all memory is back", () -> used() == atRest);
    }

    @Test
    void aClientThatLeavesHoldsNothing() {
        sendMost(HEAD + "{\"k\":\"first\"}" + MANY + "]}}");
        bulk.close();
        TestNet.await("all memory is back", () -> used() == atRest);
        assertEquals("{\"COUNT_RSP\":{\"Pair\":{\"_cnt\":0}}}", count());
    }

    @Test
    void aClassThatIsMadeAnewMeanwhileIsTheOneThatIsMeant() {
        byte[] end = sendMost(HEAD + "{\"k\":\"first\"}" + MANY + "]}}");
        rest.post("{\"CLEAR\":{\"_confirm\":\"IKnowWhatImDoing\"}}");
        rest.post(CREATE);
        bulk.sendRaw(end);
        assertTrue(bulk.send("{\"COUNT\":{}}").read().contains("\"Pair\":{\"_cnt\":" + OBJECTS + "}"));
    }
}
