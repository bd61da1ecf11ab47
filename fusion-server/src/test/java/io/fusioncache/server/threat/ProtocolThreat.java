package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that break a protocol, or keep to it to the server's harm: each gets its answer and hurts nobody. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProtocolThreat {
    /** A server that compresses, so that there is that to attack too, and whose bound any excess would hit. */
    private final ThreatServer server =
            ThreatServer.start(Map.of("server.deflate", "true", "memory.max", "128MiB", "memory.policy", "noeviction"));

    private final Bystander bystander = new Bystander(server);
    private final String listener;
    private final String greeting;
    private final Pattern greeted;
    private int attacks;
    private long slowestMillis;
    private long mostTaken;

    /**
     * An attack.
     *
     * @param name for people
     * @param bytes what is sent, as Latin-1
     * @param answer what has to be found in the answer
     * @param ends whether the connection ends with it
     */
    record Attack(String name, String bytes, String answer, boolean ends) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Attacks one interface.
     *
     * @param greeting what comes before each attack
     * @param greeted what the server says to that; anything when there is no greeting
     */
    ProtocolThreat(String listener, String greeting, String greeted) {
        this.listener = listener;
        this.greeting = greeting;
        this.greeted = Pattern.compile(greeted, Pattern.DOTALL);
    }

    abstract Stream<Attack> attacks();

    /** A harmless request, as proof that a connection is still of use. */
    abstract String probe();

    /** What its answer contains. */
    abstract String probed();

    static Attack stays(String name, String bytes, String answer) {
        return new Attack(name, bytes, answer, false);
    }

    static Attack ends(String name, String bytes, String answer) {
        return new Attack(name, bytes, answer, true);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isAnsweredAndHurtsNobody(Attack attack) {
        long began = System.nanoTime();
        try (RawClient client = new RawClient(server.port(listener))) {
            greet(client);
            client.send(attack.bytes());
            expect(client, attack.answer());
            finish(client, attack.ends());
        }
        over(began);
    }

    /** The same messages, but for the largest, one byte at a time. */
    @ParameterizedTest
    @MethodSource("attacks")
    void isAnsweredTheSameOneByteAtATime(Attack attack) {
        if (attack.bytes().length() > 2000) {
            return; // As many packets as bytes: these are too many for a test, and cut at random elsewhere.
        }
        long began = System.nanoTime();
        try (RawClient client = new RawClient(server.port(listener))) {
            greet(client);
            for (byte single : attack.bytes().getBytes(StandardCharsets.ISO_8859_1)) {
                client.send(single);
            }
            expect(client, attack.answer());
            finish(client, attack.ends());
        }
        over(began);
    }

    private void greet(RawClient client) {
        if (!greeting.isEmpty()) {
            client.send(greeting);
            client.readUntil(greeted);
        }
    }

    private void expect(RawClient client, String answer) {
        String came = client.readUntil(Pattern.compile(answer, Pattern.DOTALL));
        mostTaken = Math.max(mostTaken, server.taken());
        assertTrue(Pattern.compile(answer, Pattern.DOTALL).matcher(came).find(), () -> "answered " + came);
    }

    private void finish(RawClient client, boolean ends) {
        if (ends) {
            assertTrue(client.isAtEnd());
        } else {
            client.send(probe());
            expect(client, probed());
        }
    }

    private void over(long began) {
        slowestMillis = Math.max(slowestMillis, Observed.millisSince(began));
        attacks++;
        bystander.awaitServed();
        server.awaitBack();
    }

    @AfterAll
    void report() throws InterruptedException {
        try (server;
                bystander) {
            Observed.row(
                    attacks + " broken or excessive messages over " + listener,
                    "the error specified; others unharmed; " + server.back(),
                    "slowest answer " + slowestMillis + " ms, at most " + mostTaken / 1024 + " KiB in the account; "
                            + bystander.finish());
        }
    }
}
