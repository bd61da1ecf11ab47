package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.command.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threat of a system clock that is set back or on: times to live must not notice. */
class ClockTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final TestServer server = new TestServer();

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, -24, 24})
    void timesToLiveGoOnAsIfNothingHadHappened(long hours) {
        List<String> set = List.of(
                "SET seconds 1 EX 100",
                "SET millis1 1 PX 100000",
                "SETEX setexkey 100 1",
                "{\"KV_SET\":{\"kvkey1\":1}}",
                "{\"KV_EXPIRE\":{\"kvkey1\":100}}");
        set.forEach(server::ask);
        server.clock.jump(hours * HOUR);
        server.clock.advance(99_000);
        for (String key : List.of("seconds", "millis1", "setexkey", "kvkey1")) {
            assertEquals("1000", server.ask("PTTL " + key), key);
        }
        server.clock.advance(1_000);
        for (String key : List.of("seconds", "millis1", "setexkey", "kvkey1")) {
            assertEquals("-2", server.ask("PTTL " + key), key);
        }
        assertEquals("{\"KV_TTL_RSP\":{\"st\":22,\"k\":\"kvkey1\"}}", server.ask("{\"KV_TTL\":[\"kvkey1\"]}"));
    }

    @Test
    void aMomentGivenAfterTheJumpIsOneOfTheNewTime() {
        server.clock.jump(-HOUR);
        long moment = server.clock.unixMillis() + 5_000;
        server.ask("SET moment 1 PXAT " + moment);
        assertEquals("5000", server.ask("PTTL moment"));
        server.clock.advance(5_000);
        assertEquals("null", server.ask("GET moment"));
    }
}
