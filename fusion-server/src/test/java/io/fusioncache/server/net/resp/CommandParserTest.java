package io.fusioncache.server.net.resp;

import static io.fusioncache.server.net.resp.ParserDriver.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fusioncache.server.engine.memory.HeapArrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message whole, one byte at a time, and cut in two at every place. */
class CommandParserTest {

    static Stream<Arguments> messages() {
        return Stream.of(
                // Arrays.
                arguments("*1\r\n$4\r\nPING\r\n", List.of("<PING>")),
                arguments("*2\r\n$4\r\nECHO\r\n$0\r\n\r\n", List.of("<ECHO><>")),
                arguments("*2\r\n$4\r\nECHO\r\n$5\r\na\r\nbc\r\n", List.of("<ECHO><a\r\nbc>")),
                arguments("*1\r\n$1\r\na\r\n*1\r\n$1\r\nb\r\n", List.of("<a>", "<b>")),
                arguments("*3\r\n$3\r\nSET\r\n$1\r\n\0\r\n$2\r\n\u00ff\u00fe\r\n", List.of("<SET><\0><\u00ff\u00fe>")),
                arguments("*0\r\n*1\r\n$1\r\na\r\n", List.of("<a>")),
                arguments("*-1\r\n*1\r\n$1\r\na\r\n", List.of("<a>")),
                arguments("*-99\r\nPING\r\n", List.of("<PING>")),
                // Neither a header's nor a bulk string's line end is looked at beyond its first byte.
                arguments("*1\rx$4\rxPINGxy*1\r\n$1\r\na\r\n", List.of("<PING>", "<a>")),
                // Inline.
                arguments("PING\r\n", List.of("<PING>")),
                arguments("PING\n", List.of("<PING>")),
                arguments("\r\n\n  \r\nPING\r\n", List.of("<PING>")),
                arguments("  SET \t a   b \r\n", List.of("<SET><a><b>")),
                arguments("SET \"a b\" 'c d'\r\n", List.of("<SET><a b><c d>")),
                arguments(
                        "SET \"\\x41\\xff\\n\\r\\t\\b\\a\\q\\\"\" 'it\\'s \\n'\r\n",
                        List.of("<SET><A\u00ff\n\r\t\b\u0007q\"><it's \\n>")),
                arguments("SET \"\" ''\r\n", List.of("<SET><><>")),
                arguments("SET a\"b c\"\r\n", List.of("<SET><ab c>")),
                arguments("SET \"\\x4\" \"\\xzz\"\r\n", List.of("<SET><x4><xzz>")),
                arguments("PING a\0b c\r\n", List.of("<PING><a>")),
                arguments("a\r\n*1\r\n$1\r\nb\r\nc\r\n", List.of("<a>", "<b>", "<c>")),
                arguments("-1\r\n", List.of("<-1>")),
                arguments("a\rb\r\n", List.of("<a><b>")),
                // Mistakes.
                arguments("*x\r\n", List.of("! invalid multibulk length")),
                arguments("*\r\n", List.of("! invalid multibulk length")),
                arguments("* 1\r\n", List.of("! invalid multibulk length")),
                arguments("*+1\r\n", List.of("! invalid multibulk length")),
                arguments("*01\r\n", List.of("! invalid multibulk length")),
                arguments("*-0\r\n", List.of("! invalid multibulk length")),
                arguments("*1048577\r\n", List.of("! invalid multibulk length")),
                arguments("*20000000000000000000\r\n", List.of("! invalid multibulk length")),
                arguments("*1\r\n:1\r\n", List.of("! expected '$', got ':'")),
                arguments("*1\r\n\r\n", List.of("! expected '$', got ' '")),
                arguments("*1\r\n\u00ff\r\n", List.of("! expected '$', got '\u00ff'")),
                arguments("*1\r\n$\r\n", List.of("! invalid bulk length")),
                arguments("*1\r\n$-1\r\n", List.of("! invalid bulk length")),
                arguments("*1\r\n$1a\r\n", List.of("! invalid bulk length")),
                arguments("*1\r\n$536870913\r\n", List.of("! invalid bulk length")),
                arguments("*1\r\n$1000000000000000000\r\n", List.of("! invalid bulk length")),
                arguments("*2\r\n$1\r\na\r\n$x\r\n", List.of("! invalid bulk length")),
                arguments("PING\r\n*1\r\n$x\r\n", List.of("<PING>", "! invalid bulk length")),
                arguments("SET \"a\r\n", List.of("! unbalanced quotes in request")),
                arguments("SET 'a\r\n", List.of("! unbalanced quotes in request")),
                arguments("SET \"a\"b\r\n", List.of("! unbalanced quotes in request")),
                arguments("SET 'a'b\r\n", List.of("! unbalanced quotes in request")),
                arguments("SET \"a\0\"\r\n", List.of("! unbalanced quotes in request")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void wholeByteByByteAndInEverySplitOfTwo(String message, List<String> expected) {
        byte[] bytes = bytes(message);
        assertEquals(expected, ParserDriver.parse(bytes));
        assertEquals(
                expected,
                ParserDriver.parse(bytes, IntStream.range(1, bytes.length).toArray()));
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertEquals(expected, ParserDriver.parse(bytes, cut), "cut at " + cut);
        }
    }

    @Test
    void everySplitOfThreeOfTwoCommands() {
        byte[] bytes = bytes("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\nGET key\r\n");
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertEquals(
                        List.of("<GET><key>", "<GET><key>"),
                        ParserDriver.parse(bytes, first, second),
                        first + " " + second);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("longLines")
    void aLineThatDoesNotEndIsRefusedAt64KiB(String start, String complaint) {
        byte[] line = bytes(start + "1".repeat(CommandParser.LONGEST_LINE + 2));
        assertEquals(List.of("! " + complaint), ParserDriver.parse(line));
        assertEquals(List.of("! " + complaint), ParserDriver.parse(line, 20, 40_000));
    }

    static Stream<Arguments> longLines() {
        return Stream.of(
                arguments("", "too big inline request"),
                arguments("*", "too big mbulk count string"),
                arguments("*1\r\n$", "too big bulk count string"));
    }

    @Test
    void theLongestInlineLineIsTaken() {
        String word = "a".repeat(CommandParser.LONGEST_LINE - 1);
        assertEquals(List.of("<" + word + ">"), ParserDriver.parse(bytes(word + "\r\n"), 1000, 50_000));
    }

    @Test
    void aClaimedLengthAllocatesNothing() {
        ParserDriver driver = new ParserDriver(ParserDriver.MAX_BULK, 1024 * 1024);
        driver.feed(bytes("*1048576\r\n$536870912\r\n" + "x".repeat(100)));
        assertEquals(0, driver.mostTaken());
        assertTrue(driver.parser().heldBytes() <= CommandParser.FREE_BYTES);
    }

    @Test
    void aLargeBulkTakesAtMostTwiceWhatHasArrived() {
        ParserDriver driver = new ParserDriver();
        int size = 5_000_000;
        driver.feed(bytes("*2\r\n$3\r\nSET\r\n$" + size + "\r\n"));
        byte[] piece = bytes("v".repeat(10_000));
        for (int arrived = piece.length; arrived <= size; arrived += piece.length) {
            driver.feed(piece);
            long most = HeapArrays.bytes(2L * arrived) + 2 * CommandParser.FREE_BYTES;
            assertTrue(driver.taken() <= most, driver.taken() + " taken of " + arrived);
        }
        assertTrue(driver.taken() >= size - CommandParser.FREE_BYTES, "all but the allowance is reserved");
        driver.feed(bytes("\r\n"));
        assertEquals(List.of("<SET><" + "v".repeat(size) + ">"), driver.seen());
        assertEquals(0, driver.taken());
    }

    @Test
    void aCommandThereIsNoMemoryForIsDroppedAndTheNextOneIsTaken() {
        ParserDriver driver = new ParserDriver(ParserDriver.MAX_BULK, 100_000);
        byte[] large =
                bytes("*4\r\n$3\r\nSET\r\n$3\r\nkey\r\n$500000\r\n" + "v".repeat(500_000) + "\r\n$2\r\nNX\r\nPING\r\n");
        driver.feed(large, 20, 50_000, 100_000, 300_000, 500_031);
        assertEquals(List.of("refused", "<PING>"), driver.seen());
        assertEquals(0, driver.taken());
    }

    @Test
    void manySmallArgumentsAreChargedToo() {
        ParserDriver driver = new ParserDriver(ParserDriver.MAX_BULK, 1_000_000);
        String argument = "$1\r\na\r\n";
        driver.feed(bytes("*1048576\r\n" + argument.repeat(20_000)));
        assertTrue(driver.taken() > 20_000 * 20 - CommandParser.FREE_BYTES, driver.taken() + " taken");
        driver.feed(bytes(argument.repeat(1_028_576)));
        assertEquals(List.of("refused"), driver.seen());
        driver.parser().close();
        assertEquals(0, driver.taken());
    }

    @Test
    void theMostArgumentsAreTaken() {
        ParserDriver driver = new ParserDriver();
        driver.feed(bytes("*1048576\r\n" + "$0\r\n\r\n".repeat(1_048_576)));
        assertEquals(List.of("<>".repeat(1_048_576)), driver.seen());
    }

    @Test
    void closingInTheMiddleOfACommandGivesItsMemoryBack() {
        ParserDriver driver = new ParserDriver();
        driver.feed(bytes("*1\r\n$1000000\r\n" + "v".repeat(900_000)));
        assertTrue(driver.taken() > 0);
        driver.parser().close();
        assertEquals(0, driver.taken());
    }
}
