package io.fusioncache.server.command.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.command.GoldenScriptTest;
import io.fusioncache.server.command.TestServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk-through of Cache Fusion as text lines and in JSON, in scripts as {@link GoldenScriptTest} has them. */
class FusionGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"fusion-text.kv", "fusion-json.kv"})
    void answersAsWritten(String script) {
        TestServer server = new TestServer();
        for (GoldenScriptTest.Step step : GoldenScriptTest.steps(script)) {
            if (step.passes() > 0) {
                server.clock.advance(step.passes());
                continue;
            }
            List<String> answers = server.send(TestServer.message(step.message()), step.prefixOptional());
            assertEquals(
                    String.join("\n", step.answers()),
                    String.join("\n", answers),
                    script + " line " + step.line() + ": " + step.message());
        }
    }
}
