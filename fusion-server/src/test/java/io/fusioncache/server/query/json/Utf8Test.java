package io.fusioncache.server.query.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fusioncache.server.buffer.MessageBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

    @ParameterizedTest
    @CsvSource({
        "'', -1",
        "6162, -1",
        "c3a4, -1",
        "e282ac, -1",
        "f09f9880, -1",
        "f48fbfbf, -1",
        "ed9fbf, -1",
        "ee8080, -1",
        "80, 0",
        "61ff, 1",
        "c080, 0",
        "c1bf, 0",
        "e08080, 1",
        "eda080, 1",
        "f0808080, 1",
        "f4908080, 1",
        "f5808080, 0",
        "c3, 1",
        "61e282, 3",
        "e28261, 2",
        "f09f98, 3",
        "6162636465666768c3, 9",
        "616263646566676869c328, 10",
    })
    void findsTheFirstByteThatDoesNotFit(String hexadecimal, long expected) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        assertEquals(expected, new Utf8Check().finish(MessageBytes.of(bytes)));
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertEquals(expected, new Utf8Check().finish(cut(bytes, cut)), "cut at " + cut);
        }
    }

    private static MessageBytes cut(byte[] bytes, int at) {
        return new MessageBytes(
                List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length)), bytes.length);
    }

    @Test
    void agreesWithTheStrictDecoderOnRandomBytes() {
        Random random = new Random(20261121);
        byte[][] parts = {
            {'a'}, "é".getBytes(UTF_8), "€".getBytes(UTF_8), "😀".getBytes(UTF_8), {(byte) 0xED}, {(byte) 0x9F}
        };
        for (int round = 0; round < 20_000; round++) {
            ByteBuffer text = ByteBuffer.allocate(64);
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                text.put(parts[random.nextInt(parts.length)]);
            }
            byte[] bytes = Arrays.copyOf(text.array(), text.position());
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertEquals(
                    isUtf8(bytes),
                    new Utf8Check().finish(MessageBytes.of(bytes)) < 0,
                    () -> HexFormat.of().formatHex(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
        return !result.isError();
    }

    @Test
    void encodesWhatTheStandardEncoderDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(random.nextInt(20), 0, 0x110000)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            char[] characters = ("<" + text + ">").toCharArray();
            assertArrayEquals(text.getBytes(UTF_8), Utf8.encode(characters, 1, characters.length - 2));
        }
    }

    @ParameterizedTest
    @CsvSource({"d800", "dc00", "d800d800", "dc00d800", "0061d83d", "d83d0061"})
    void encodesNoSurrogateThatStandsAlone(String hexadecimal) {
        char[] characters = new char[hexadecimal.length() / 4];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) Integer.parseInt(hexadecimal.substring(4 * i, 4 * i + 4), 16);
        }
        assertNull(Utf8.encode(characters, 0, characters.length));
    }
}
