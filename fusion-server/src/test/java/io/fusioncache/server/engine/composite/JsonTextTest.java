package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is measured eight bytes at a time is what is written byte by byte. */
class JsonTextTest {
    private final SplittableRandom random = new SplittableRandom(1);

    private static byte[] escapedOneByOne(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte each : text) {
            String escaped = switch (each) {
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\b' -> "\\b";
                case '\f' -> "\\f";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                default -> each >= 0 && each < ' ' ? String.format("\\u%04x", each) : null;
            };
            if (escaped == null) {
                out.write(each);
            } else {
                out.writeBytes(escaped.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return out.toByteArray();
    }

    private static void check(byte[] text) {
        byte[] wanted = escapedOneByOne(text);
        long length = JsonText.escapedLength(text);
        assertEquals(wanted.length, length, Arrays.toString(text));
        byte[] out = new byte[wanted.length];
        assertEquals(out.length, JsonText.escape(text, length, out, 0));
        assertArrayEquals(wanted, out);
    }

    /** Beside bytes of every kind: a wrong borrow between the eight would show. */
    @Test
    void everyByteIsSeenInEveryPlace() {
        for (int each = 0; each < 256; each++) {
            for (int place = 0; place < 19; place++) {
                for (int beside : new int[] {0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xa2, 0xdc, 0xff}) {
                    byte[] text = new byte[19];
                    Arrays.fill(text, (byte) beside);
                    text[place] = (byte) each;
                    check(text);
                }
            }
        }
    }

    @Test
    void anyBytesOfAnyLength() {
        for (int i = 0; i < 20_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            random.nextBytes(text);
            check(text);
        }
    }
}
