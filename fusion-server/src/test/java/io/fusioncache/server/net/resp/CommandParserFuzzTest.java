package io.fusioncache.server.net.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The parser against generated messages, whole, cut at random and damaged at random. The seeds are fixed so that a
 * build proves the same each time; another seed is one edit away.
 */
class CommandParserFuzzTest {
    private static final long SEED = 20261121;
    private static final long MAX_BULK = 10_000;
    private static final long ROOM = 300_000;

    @Test
    void whatWasWrittenIsReadWhereverItIsCut() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            List<List<byte[]>> commands = commands(random);
            byte[] message = write(commands);
            List<String> expected = commands.stream()
                    .map(command -> ParserDriver.show(command.toArray(byte[][]::new)))
                    .toList();
            assertEquals(expected, ParserDriver.parse(message, cuts(message, random)), "case " + i);
        }
    }

    @Test
    void damageIsRefusedOrReadButNeverHurts() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1500; i++) {
            ParserDriver cut = readAlike(damage(write(commands(random)), random), random, i);
            assertTrue(cut.mostTaken() <= ROOM);
        }
    }

    @Test
    void anyBytesAreReadTheSameHoweverTheyAreCut() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1500; i++) {
            readAlike(wireLikeBytes(random), random, i);
        }
    }

    private static ParserDriver readAlike(byte[] message, Random random, int number) {
        ParserDriver whole = new ParserDriver(MAX_BULK, ROOM).feed(message);
        ParserDriver cut = new ParserDriver(MAX_BULK, ROOM).feed(message, cuts(message, random));
        assertEquals(whole.seen(), cut.seen(), "case " + number);
        return cut;
    }

    private static List<List<byte[]>> commands(Random random) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(command -> IntStream.rangeClosed(0, random.nextInt(12))
                        .mapToObj(argument -> bytes(random, 40))
                        .toList())
                .toList();
    }

    private static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Bytes of which most mean something to the parser. */
    private static byte[] wireLikeBytes(Random random) {
        byte[] bytes = bytes(random, 60);
        for (int i = 0; i < bytes.length; i++) {
            String alphabet = random.nextInt(3) == 0 ? "0123456789" : "*$\r\n\" ";
            bytes[i] = random.nextInt(4) == 0 ? bytes[i] : (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return bytes;
    }

    private static byte[] damage(byte[] message, Random random) {
        byte[] damaged = message.clone();
        for (int i = 0; i < 3 && damaged.length > 0; i++) {
            int at = random.nextInt(damaged.length);
            damaged[at] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : (byte) "*$\r\n09-\"'".charAt(random.nextInt(9));
        }
        return damaged;
    }

    private static int[] cuts(byte[] message, Random random) {
        return IntStream.range(0, message.length)
                .filter(at -> random.nextInt(5) == 0)
                .toArray();
    }

    private static byte[] write(List<List<byte[]>> commands) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (List<byte[]> command : commands) {
            message.writeBytes(header('*', command.size()));
            for (byte[] argument : command) {
                message.writeBytes(header('$', argument.length));
                message.writeBytes(argument);
                message.writeBytes(header('\r', -1));
            }
        }
        return message.toByteArray();
    }

    private static byte[] header(char mark, int number) {
        return (mark == '\r' ? "\r\n" : mark + "" + number + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
