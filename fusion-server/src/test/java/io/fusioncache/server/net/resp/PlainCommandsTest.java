package io.fusioncache.server.net.resp;

import static io.fusioncache.server.net.resp.ParserDriver.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole, short commands are cut out in one step; all else is left where it is. */
class PlainCommandsTest {
    private static final long ANY_LENGTH = 1000;

    private final PlainCommands commands = new PlainCommands();

    @Test
    void cutsCommandsOut() {
        ByteBuffer input = input("*2\r\n$3\r\nGET\r\n$1\r\na\r\n*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$0\r\n\r\n...");
        assertEquals("<GET><a>", cut(input));
        assertEquals("<PING>", cut(input));
        assertEquals("<GET><>", cut(input));
        assertEquals("...".length(), input.remaining());
    }

    @Test
    void givesTheSameNameForTheSameBeginning() {
        ByteBuffer input = input("*2\r\n$3\r\nGET\r\n$1\r\na\r\n*2\r\n$3\r\nGET\r\n$1\r\nb\r\n"
                + "*3\r\n$3\r\nGET\r\n$1\r\na\r\n$1\r\nb\r\n*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\nb\r\n.......");
        byte[] first = words(input, ANY_LENGTH)[0];
        byte[] second = words(input, ANY_LENGTH)[0];
        byte[] third = words(input, ANY_LENGTH)[0];
        byte[] fourth = words(input, ANY_LENGTH)[0];
        assertSame(first, second);
        assertNotSame(first, third);
        assertArrayEquals(bytes("SET"), fourth);
    }

    @Test
    void takesNothingThatStandsBehindTheEnd() {
        String whole = "*2\r\n$3\r\nGET\r\n$4\r\nabcd\r\n";
        for (int seen = 0; seen < 2; seen++) {
            for (int end = 0; end < whole.length(); end++) {
                ByteBuffer input = input(whole + ".......").limit(end);
                assertNull(commands.cut(input, ANY_LENGTH), "end " + end);
                assertEquals(0, input.position());
            }
            assertEquals("<GET><abcd>", cut(input(whole + ".......").limit(whole.length())));
        }
        assertEquals("<PING>", cut(input("*1\r\n$4\r\nPING\r\n")));
        assertNull(commands.cut(input("*1\r\n$4\r\nPING\r\n").limit(13), ANY_LENGTH));
    }

    @Test
    void leavesWordsThatAreTooLong() {
        String get = "*2\r\n$3\r\nGET\r\n$4\r\nabcd\r\n.......";
        assertNull(commands.cut(input(get), 3));
        assertNull(commands.cut(input(get), 2));
        assertEquals("<GET><abcd>", ParserDriver.show(words(input(get), 4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING\r\n........",
                "*0\r\n........",
                "*-1\r\n........",
                "*10\r\n$1\r\na\r\n........",
                "*1\r\n$04\r\nPING\r\n........",
                "*1\r\n$\r\n........",
                "*1\r\n$-1\r\n........",
                "*1\r\n$1000\r\n........",
                "*1\r\n:4\r\nPING\r\n........",
                "*x\r\n$4\r\nPING\r\n........"
            })
    void leavesWhatIsNotPlain(String text) {
        ByteBuffer input = input(text);
        assertNull(commands.cut(input, ANY_LENGTH));
        assertEquals(0, input.position());
    }

    private String cut(ByteBuffer input) {
        return ParserDriver.show(words(input, ANY_LENGTH));
    }

    private byte[][] words(ByteBuffer input, long longest) {
        return Objects.requireNonNull(commands.cut(input, longest));
    }

    private static ByteBuffer input(String text) {
        return ByteBuffer.wrap(bytes(text));
    }
}
