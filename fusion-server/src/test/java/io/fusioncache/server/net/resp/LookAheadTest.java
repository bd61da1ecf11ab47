package io.fusioncache.server.net.resp;

import static io.fusioncache.server.net.resp.ParserDriver.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fusioncache.server.net.resp.CommandParser.Found;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that are read ahead come in order, none is lost, and none is run before its turn. */
class LookAheadTest {
    private static final int MORE_THAN_ONE_TURN = 40;

    private final ParserDriver memory = new ParserDriver();
    private final CommandParser parser = memory.parser();
    private final LookAhead ahead = new LookAhead();
    private final List<String> touched = new ArrayList<>();

    @Test
    void givesEachCommandInItsTurn() throws RespProtocolException {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < MORE_THAN_ONE_TURN; i++) {
            message.append("GET key").append(i).append("\r\n");
        }
        ByteBuffer input = input(message.toString());
        for (int i = 0; i < MORE_THAN_ONE_TURN; i++) {
            assertEquals("key" + i, next(input));
        }
        assertEquals(Found.NOTHING_YET, ahead.next(parser, input, this::touch));
        assertEquals(MORE_THAN_ONE_TURN, touched.size());
        assertEquals("key0", touched.getFirst());
    }

    @Test
    void givesBackWhatWasNotTaken() throws RespProtocolException {
        ByteBuffer input = input("GET a\r\nGET b\r\nGET c\r\n*2\r\n$3\r\nGET\r\n$7\r\nhal");
        assertEquals("a", next(input));
        ahead.end(parser, input);
        assertEquals("GET a\r\n".length(), input.position());
        assertEquals("b", next(input));
        assertEquals("c", next(input));
        assertEquals(Found.NOTHING_YET, ahead.next(parser, input, this::touch));
        ahead.end(parser, input);
        assertEquals(0, input.remaining());
        assertEquals("halfway", next(input("fway\r\n")));
    }

    @Test
    void givesBackNothingOfACommandThatBeganBefore() throws RespProtocolException {
        ByteBuffer first = input("*2\r\n$3\r\nGET\r\n$3\r\nab");
        assertEquals(Found.NOTHING_YET, ahead.next(parser, first, this::touch));
        ahead.end(parser, first);
        ByteBuffer second = input("c\r\nGET d\r\n");
        assertEquals("abc", next(second));
        ahead.end(parser, second);
        assertEquals("d", next(second));
    }

    @Test
    void tellsAnErrorOnlyBehindTheCommandsBeforeIt() throws RespProtocolException {
        ByteBuffer input = input("GET a\r\nGET b\r\n*x\r\nGET c\r\n");
        assertEquals("a", next(input));
        assertEquals("b", next(input));
        RespProtocolException error =
                assertThrows(RespProtocolException.class, () -> ahead.next(parser, input, this::touch));
        assertEquals("invalid multibulk length", error.text());
    }

    @Test
    void returnsTheMemoryOfACommandThatIsGivenBack() throws RespProtocolException {
        String big = "v".repeat(100_000);
        ByteBuffer input = input("GET a\r\nGET b\r\n*2\r\n$3\r\nGET\r\n$100002\r\n" + big);
        assertEquals("a", next(input));
        ahead.end(parser, input);
        assertEquals(0, memory.taken());
        assertEquals("b", next(input));
        assertEquals(Found.NOTHING_YET, ahead.next(parser, input, this::touch));
        ahead.end(parser, input);
        ByteBuffer rest = input("vv\r\n");
        assertEquals(Found.COMMAND, ahead.next(parser, rest, this::touch));
        assertArrayEquals(bytes(big + "vv"), ahead.take()[1]);
    }

    private String next(ByteBuffer input) throws RespProtocolException {
        assertEquals(Found.COMMAND, ahead.next(parser, input, this::touch));
        byte[][] command = ahead.take();
        assertArrayEquals(bytes("GET"), command[0]);
        return new String(command[1], StandardCharsets.ISO_8859_1);
    }

    private int touch(byte[][] keys, int count) {
        for (int i = 0; i < count; i++) {
            touched.add(new String(keys[i], StandardCharsets.ISO_8859_1));
        }
        return count;
    }

    private static ByteBuffer input(String text) {
        return ByteBuffer.wrap(bytes(text));
    }
}
