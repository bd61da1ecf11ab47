package io.fusioncache.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.cli.config.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of {@code answers.txt} in every format, against {@code FORMAT.golden}. */
class RendererTest {
    private static String resource(String name) throws IOException {
        try (InputStream in = RendererTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] render(OutputFormat format, boolean colour, String answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Renderer.of(format, colour).render(answer, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void rendersAsTheGoldenFileSays(OutputFormat format) throws IOException {
        StringBuilder rendered = new StringBuilder();
        for (String answer : resource("answers.txt").split("\n", -1)) {
            if (!answer.isEmpty()) {
                rendered.append("== ").append(answer).append('\n');
                rendered.append(
                        new String(render(format, false, answer), StandardCharsets.UTF_8).replace("\r\n", "\n"));
            }
        }
        assertEquals(resource(format.name().toLowerCase(Locale.ROOT) + ".golden"), rendered.toString());
    }

    @Test
    void writesTheBytesOfAStringThatIsNoText() throws IOException {
        assertEquals(List.of(-1, 0, 10), signed(render(OutputFormat.RAW, false, "{\"_b64\":\"/wA=\"}")));
    }

    private static List<Integer> signed(byte[] bytes) {
        List<Integer> values = new ArrayList<>();
        for (byte octet : bytes) {
            values.add((int) octet);
        }
        return values;
    }

    static Stream<String> answersOfSeveralLines() {
        return Stream.of("{\n \"a\" : [ 1.50 ,\r\n null ] }", "[\n]");
    }

    @ParameterizedTest
    @MethodSource("answersOfSeveralLines")
    void makesOneLineOfSeveral(String answer) throws IOException {
        String line = new String(render(OutputFormat.JSON, false, answer), StandardCharsets.UTF_8);
        assertEquals(answer.replaceAll("\\s", "") + "\n", line);
    }

    @Test
    void coloursNamesAndValues() throws IOException {
        assertEquals(
                "{\n  \u001b[34;1m\"a\"\u001b[0m: \u001b[36m1\u001b[0m\n}\n",
                new String(render(OutputFormat.PRETTY, true, "{\"a\":1}"), StandardCharsets.UTF_8));
    }
}
