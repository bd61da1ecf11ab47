package io.fusioncache.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What concerns connections: who is told what, who is closed, what is noted. */
class SessionTest {
    private final TestServer server = new TestServer();
    private final TestServer.TestConnection otherConnection = new TestServer.TestConnection("127.0.0.1:50002");
    private final ClientSession other = server.clients.add(otherConnection);

    private List<String> sendAsOther(String line) {
        TestServer.Collector answers = new TestServer.Collector();
        server.text.run(TestServer.message(line), other, answers);
        return answers.texts;
    }

    @Test
    void monitorTellsOfOthersCommandsUntilTheConnectionIsGone() {
        assertEquals("OK", server.ask("MONITOR"));
        sendAsOther("SET some-key \"a \\\"b\\\" \\x00\"");
        sendAsOther("AUTH default secret");
        sendAsOther("CONFIG GET save");
        sendAsOther("NONSENSE");
        assertEquals(
                List.of(
                        "1700000001.000000 [0 127.0.0.1:50002] \"SET\" \"some-key\" \"a \\\"b\\\" \\x00\"",
                        "1700000001.000000 [0 127.0.0.1:50002] \"AUTH\" (redacted) (redacted)"),
                server.connection.lines);
        assertTrue(server.ask("CLIENT LIST").contains(" flags=O "));
        server.clients.remove(server.client);
        sendAsOther("GET some-key");
        assertEquals(2, server.connection.lines.size());
        assertTrue(server.monitors.isEmpty());
    }

    @Test
    void resetEndsMonitoring() {
        server.ask("MONITOR");
        server.ask("RESET");
        sendAsOther("GET some-key");
        assertEquals(1, server.connection.lines.size(), "RESET itself is the last that is told");
    }

    @Test
    void clientsAreListedAndKilled() {
        sendAsOther("CLIENT SETNAME other");
        String list = server.ask("CLIENT LIST");
        assertTrue(list.contains("id=2 addr=127.0.0.1:50002"), list);
        assertTrue(list.contains("name=other"), list);
        assertEquals("1", server.ask("CLIENT KILL ID 2"));
        assertTrue(otherConnection.closed);
        assertEquals("OK", server.ask("CLIENT KILL 127.0.0.1:50001"));
        assertTrue(server.client.isClosing(), "one's own connection is closed after the reply");
        assertFalse(server.connection.closed);
    }

    @Test
    void quitAndShutdownClose() {
        assertEquals(List.of("OK"), server.send("QUIT\nPING"), "nothing is done after QUIT");
        assertTrue(server.client.isClosing());
        assertEquals(List.of(), sendAsOther("SHUTDOWN NOSAVE"));
        assertEquals(List.of("stop"), server.stops);
        assertTrue(other.isClosing());
    }

    @Test
    void slowCommandsAreNotedAndCut() {
        server.slowLog.thresholdMicros(0);
        server.send("SET some-key " + "x".repeat(200));
        server.send("DEL" + " some-key".repeat(40));
        List<SlowLog.SlowEntry> entries = server.slowLog.newest(10);
        assertEquals(2, entries.size());
        assertEquals(32, entries.getFirst().arguments().size());
        assertEquals(
                "... (10 more arguments)",
                MonitorFeed.printable(entries.getFirst().arguments().getLast()));
        assertTrue(
                MonitorFeed.printable(entries.getLast().arguments().getLast()).endsWith("... (72 more bytes)"));
        server.slowLog.capacity(1);
        assertEquals(1, server.slowLog.size());
    }

    @Test
    void readsOfAClientThatDoesNotTouchDoNotCountAsUse() {
        server.ask("SET some-key 1");
        server.ask("CLIENT NO-TOUCH ON");
        for (int i = 0; i < 100; i++) {
            server.ask("GET some-key");
        }
        assertEquals("5", server.ask("OBJECT FREQ some-key"));
        server.ask("CLIENT NO-TOUCH OFF");
        for (int i = 0; i < 100; i++) {
            server.ask("GET some-key");
        }
        assertTrue(Integer.parseInt(server.ask("OBJECT FREQ some-key")) > 5);
    }

    @Test
    void aDefectIsAnsweredWithANumberAndLogged() {
        CommandDispatcher broken = new CommandDispatcher(server.services, List.of(new Command("PING") {
            @Override
            public void run(Invocation call) {
                call.reply().array(2);
                throw new IllegalStateException("a defect");
            }
        }));
        TestServer.Collector answers = new TestServer.Collector();
        new io.fusioncache.server.command.text.TextCommandProcessor(broken)
                .run(TestServer.message("PING"), server.client, answers);
        assertEquals(1, answers.texts.size());
        assertTrue(answers.texts.getFirst().matches("ERR internal error [0-9a-f-]{36}"), answers.texts.getFirst());
    }

    @Test
    void infoTellsTheTruth() {
        server.traffic.connectionOpened();
        server.traffic.connectionOpened();
        server.traffic.received(77);
        server.traffic.answered(88);
        server.traffic.connectionRefused();
        server.traffic.connectionStalled();
        server.send("SET some-key 1\nGET some-key\nGET other-key\nEXPIRE some-key 10\nNONSENSE");
        String info = server.ask("INFO");
        for (String line : List.of(
                "connected_clients:2",
                "keyspace_hits:1",
                "keyspace_misses:1",
                "total_commands_processed:6",
                "total_error_replies:1",
                "total_connections_received:2",
                "total_net_input_bytes:77",
                "total_net_output_bytes:88",
                "rejected_connections:1",
                "client_output_buffer_limit_disconnections:1",
                "used_memory:" + server.account.used(),
                "maxmemory_policy:allkeys-lfu",
                "db0:keys=1,expires=1,avg_ttl=10000")) {
            assertTrue(info.contains(line + "\\r\\n"), line + " in " + info);
        }
    }

    @Test
    void severalLinesHaveSeveralAnswersInOrder() {
        assertEquals(List.of("OK", "\"1\"", "PONG"), server.send("SET some-key 1\r\n\r\n  GET some-key\nPING\n"));
        assertEquals(List.of(), server.send("  \n \r\n"));
    }
}
