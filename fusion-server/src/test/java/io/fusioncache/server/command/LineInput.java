package io.fusioncache.server.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.command.LineTokenizer;
import io.fusioncache.server.FuzzedInput;
import io.fusioncache.server.FuzzingSeeds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** The splitting of a line into words: what it finds, written in quotes, is found again. */
public final class LineInput implements FuzzedInput {
    @Override
    public Stream<byte[]> seeds() {
        return FuzzingSeeds.textLines();
    }

    @Override
    public void check(byte[] line) {
        byte[][] words = LineTokenizer.split(line, 0, line.length);
        if (words == null) {
            assertTrue(has(line, '"') || has(line, '\''), "only a quote can be wrong");
            return;
        }
        ByteArrayOutputStream quoted = new ByteArrayOutputStream();
        for (byte[] word : words) {
            quoted.write(' ');
            quoted.writeBytes(quote(word));
        }
        byte[] again = quoted.toByteArray();
        assertArrayEquals(words, LineTokenizer.split(again, 0, again.length));
    }

    private static boolean has(byte[] line, char wanted) {
        return new String(line, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
    }

    private static byte[] quote(byte[] word) {
        StringBuilder text = new StringBuilder("\"");
        for (byte next : word) {
            text.append(String.format(Locale.ROOT, "\\x%02x", next & 0xff));
        }
        return text.append('"').toString().getBytes(StandardCharsets.US_ASCII);
    }
}
