package io.fusioncache.server.net.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.FuzzedInput;
import io.fusioncache.server.FuzzingSeeds;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parser of Redis's protocol: any bytes are read the same however they are cut, within the memory it may take. */
public final class RespInput implements FuzzedInput {
    private static final long MAX_BULK = 10_000;
    private static final long ROOM = 300_000;
    private static final int MOST_CUTS = 200;

    @Override
    public Stream<byte[]> seeds() {
        return FuzzingSeeds.respMessages();
    }

    @Override
    public void check(byte[] message) {
        ParserDriver whole = new ParserDriver(MAX_BULK, ROOM).feed(message);
        int[] places =
                IntStream.range(1, Math.max(1, message.length)).limit(MOST_CUTS).toArray();
        ParserDriver cut = new ParserDriver(MAX_BULK, ROOM).feed(message, places);
        assertEquals(whole.seen(), cut.seen());
        assertTrue(whole.mostTaken() <= ROOM && cut.mostTaken() <= ROOM);
        cut.parser().close();
        assertEquals(0, cut.taken());
    }
}
