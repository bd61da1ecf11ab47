package io.fusioncache.server.query.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.buffer.AnswerBuffer;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
    private static String written(Consumer<JsonWriter> what) {
        AnswerBuffer buffer = new AnswerBuffer();
        what.accept(new JsonWriter(buffer));
        return buffer.toString();
    }

    @Test
    void putsCommasWhereTheyBelong() {
        String json = written(out -> {
            out.beginObject();
            out.name("a");
            out.beginArray();
            out.endArray();
            out.name("b");
            out.beginArray();
            out.whole(1);
            out.beginObject();
            out.endObject();
            out.bool(true);
            out.endArray();
            out.oidMember(1, 2);
            out.endObject();
        });
        assertEquals("{\"a\":[],\"b\":[1,{},true],\"_oid\":\"00000000-0000-0001-0000-000000000002\"}", json);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, -10, 1234567890123456789L, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesWholeNumbers(long value) {
        assertEquals(Long.toString(value), written(out -> out.whole(value)));
        assertEquals(Long.toUnsignedString(value), written(out -> out.unsigned(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "1, 1",
        "-1.5, -1.5",
        "0.05, 0.05",
        "-0.001, -0.001",
        "0.000000001, 0.000000001",
        "0.0000000001, 1.0E-10",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9.007199254740992E15",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "1e22, 1.0E22",
        "4.9E-324, 4.9E-324",
    })
    void writesDecimalsWithTheFewestDigits(double value, String expected) {
        assertEquals(expected, written(out -> out.decimal(value)));
    }

    @Test
    void writesDecimalsThatComeBackTheSame() {
        Random random = new Random(11);
        for (int round = 0; round < 50_000; round++) {
            double value = switch (round % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 100.0;
                case 2 -> random.nextGaussian() * 1e6;
                default -> (double) random.nextLong();
            };
            if (Double.isFinite(value)) {
                assertEquals(value, Double.parseDouble(written(out -> out.decimal(value))));
            }
        }
    }

    @Test
    void writesStringsThatComeBackTheSame() {
        JsonMapper mapper = new JsonMapper();
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(random.nextInt(30), 0, round % 2 == 0 ? 0x80 : 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String json = written(out -> out.string(text.getBytes(UTF_8)));
            assertEquals(text, mapper.readValue(json, String.class));
        }
    }

    @Test
    void writesOids() {
        Random random = new Random(5);
        for (int round = 0; round < 1_000; round++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            String json = written(out -> out.oid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
            assertEquals("\"" + uuid + "\"", json);
        }
    }

    @Test
    void writesNamesOfAnyLength() {
        for (int length = 1; length < 200; length++) {
            String name = "n".repeat(length);
            assertEquals("\"" + name + "\":", written(out -> out.name(name)));
        }
    }
}
