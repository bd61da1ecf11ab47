package io.fusioncache.common.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final class Heard implements FrameReader.Listener {
        final List<String> texts = new ArrayList<>();
        final List<byte[]> pings = new ArrayList<>();
        int frames;

        @Override
        public void onText(String text) {
            texts.add(text);
        }

        @Override
        public void onPing(byte[] payload) {
            pings.add(payload);
        }

        @Override
        public void onFrame() {
            frames++;
        }
    }

    private final Heard heard = new Heard();

    private String read(String hex, int limit) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new FrameReader(oneByteAtATime(bytes), limit).readUntilClose(heard);
    }

    private static InputStream oneByteAtATime(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }

    @Test
    void joinsFragmentsWithAPingBetween() throws IOException {
        assertEquals("1000 bye", read("0103 616263 8902 7069 8002 6465 8805 03e8 627965", 100));
        assertEquals(List.of("abcde"), heard.texts);
        assertArrayEquals("pi".getBytes(StandardCharsets.US_ASCII), heard.pings.getFirst());
        assertEquals(4, heard.frames);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8003 616263", // a fragment of nothing
                "0101 61 8101 62", // a text in the middle of another
                "8201 61", // binary
                "c101 61", // a reserved bit
                "8181 00000000 61", // masked by the server
                "897e 0080", // a control frame too long
                "0900", // a control frame in fragments
                "8107 61616161616161", // over the limit of 6
                "0104 61616161 8004 61616161", // over the limit together
                "817f ffffffffffffffff", // a negative length
                "8102 c328", // no UTF-8
            })
    void refusesWhatBreaksTheProtocol(String hex) {
        assertThrows(IOException.class, () -> read(hex, 6));
        assertTrue(heard.texts.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81", "8103 6162", "817e 00"})
    void tellsTheEndOfTheStream(String hex) {
        assertThrows(EOFException.class, () -> read(hex, 100));
    }

    @Test
    void keepsTheReplacementCharacterThatWasSent() throws IOException {
        read("8103 efbfbd 8800", 100);
        assertEquals(List.of("\uFFFD"), heard.texts);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 200_000})
    void writesWhatItReadsOnceUnmasked(int length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(out, new SplittableRandom(length));
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) ('a' + i % 26);
        }
        writer.write(FrameWriter.TEXT, payload);
        writer.write(FrameWriter.CLOSE, new byte[0]);
        writer.flush();
        byte[] unmasked = unmask(out.toByteArray(), length);
        assertEquals("", new FrameReader(new ByteArrayInputStream(unmasked), length).readUntilClose(heard));
        assertEquals(List.of(new String(payload, StandardCharsets.US_ASCII)), heard.texts);
    }

    @Test
    void masksAPayloadInPartsAsOne() throws IOException {
        byte[] payload = new byte[150_000];
        new SplittableRandom(1).nextBytes(payload);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(whole, new SplittableRandom(2));
        writer.write(FrameWriter.TEXT, payload);
        writer.flush();
        ByteArrayOutputStream inParts = new ByteArrayOutputStream();
        writer = new FrameWriter(inParts, new SplittableRandom(2));
        writer.write(
                FrameWriter.TEXT,
                List.of(
                        ByteBuffer.wrap(payload, 0, 3),
                        ByteBuffer.wrap(payload, 3, 0),
                        ByteBuffer.wrap(payload).slice(3, 99_999),
                        ByteBuffer.wrap(payload, 100_002, 49_998)));
        writer.flush();
        assertArrayEquals(whole.toByteArray(), inParts.toByteArray());
    }

    /** What the server would have sent in place of the frame and the closing behind it. */
    private static byte[] unmask(byte[] frames, int length) {
        int header = length < 126 ? 2 : length <= 0xFFFF ? 4 : 10;
        byte[] bare = new byte[header + length + 2];
        System.arraycopy(frames, 0, bare, 0, header);
        bare[1] &= 0x7F;
        for (int i = 0; i < length; i++) {
            bare[header + i] = (byte) (frames[header + 4 + i] ^ frames[header + (i & 3)]);
        }
        bare[header + length] = (byte) (0x80 | FrameWriter.CLOSE);
        return bare;
    }
}
