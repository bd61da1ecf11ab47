package io.fusioncache.server.net.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Pieces, masks, limits and charges. */
class MessageAssemblerTest {
    private static final byte[] MASK = {1, (byte) 0x82, 3, (byte) 0x84};
    private static final int MASK_WORD = 0x84038201;

    private final MemoryAccount account = new MemoryAccount(10_000_000);

    @Test
    void piecesOfAnySizeAreUnmaskedAndPutTogether() throws IOException {
        Random random = new Random(42);
        MessageAssembler assembler = new MessageAssembler(5_000_000, account);
        for (int length : new int[] {0, 1, 7, 8, 9, 1000, 65_536, 65_537, 3_000_000}) {
            byte[] plain = new byte[length];
            random.nextBytes(plain);
            byte[] masked = plain.clone();
            for (int i = 0; i < length; i++) {
                masked[i] ^= MASK[i & 3];
            }
            ByteBuffer in = ByteBuffer.wrap(masked);
            while (in.hasRemaining()) {
                int count = Math.min(in.remaining(), 1 + random.nextInt(1 + length / 3));
                int mask = Integer.rotateRight(MASK_WORD, 8 * (in.position() & 3));
                assembler.append(in, count, in.remaining(), mask);
            }
            long charged = assembler.charged();
            assertEquals(charged, account.used());
            MessageBytes message = assembler.take();
            assertEquals(length, message.length());
            assertArrayEquals(plain, message.stream().readAllBytes());
            account.release(charged);
        }
        assertEquals(0, account.used());
    }

    @Test
    void largeChunksAreMadeElsewhereWhileTheOneBeforeIsFilled() throws IOException {
        ArrayDeque<Runnable> making = new ArrayDeque<>();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        MessageAssembler assembler = new MessageAssembler(
                5_000_000,
                account,
                () -> null,
                new ChunkMaker(making::add, begun::incrementAndGet),
                made::incrementAndGet);
        byte[] plain = new byte[3_000_000];
        new Random(7).nextBytes(plain);
        ByteBuffer in = ByteBuffer.wrap(plain);
        int waits = 0;
        while (in.hasRemaining()) {
            int count = Math.min(in.remaining(), 60_000);
            if (assembler.lacksRoomFor(count)) {
                assertTrue(assembler.isMakingRoom());
                waits++;
                making.remove().run();
                assertEquals(waits, made.get());
                assertFalse(assembler.isMakingRoom());
            }
            assembler.append(in, count, in.remaining(), 0);
            assertEquals(assembler.charged(), account.used());
        }
        assertEquals(3, waits);
        assertEquals(1, begun.get());
        assertEquals(0, making.size());
        assertEquals(plain.length, assembler.charged());
        assertArrayEquals(plain, assembler.take().stream().readAllBytes());
    }

    @Test
    void aChunkThatIsNotThereInTimeIsMadeHere() throws IOException {
        ArrayDeque<Runnable> making = new ArrayDeque<>();
        AtomicInteger begun = new AtomicInteger();
        MessageAssembler assembler = new MessageAssembler(
                5_000_000, account, () -> null, new ChunkMaker(making::add, begun::incrementAndGet), () -> {});
        byte[] plain = new byte[2_500_000];
        new Random(8).nextBytes(plain);
        assembler.append(ByteBuffer.wrap(plain), plain.length, plain.length, 0);
        assertEquals(plain.length, assembler.charged());
        making.forEach(Runnable::run);
        assertArrayEquals(plain, assembler.take().stream().readAllBytes());
    }

    @Test
    void aSmallMessageIsOneArrayOfItsOwnLength() {
        MessageAssembler assembler = new MessageAssembler(1000, account);
        assembler.append(ByteBuffer.allocate(70), 70, 70, 0);
        MessageBytes message = assembler.take();
        assertEquals(70, message.array().length);
    }

    @Test
    void pastTheLimitNothingIsKept() {
        MessageAssembler assembler = new MessageAssembler(100, account);
        ByteBuffer in = ByteBuffer.allocate(101);
        assembler.append(in, 100, 100, 0);
        assertNull(assembler.refusal());
        assembler.append(in, 1, 1, 0);
        Refusal refusal = assembler.refusal();
        assertNotNull(refusal);
        assertEquals(Refusal.Reason.TOO_LONG, refusal.reason());
        assertEquals(0, in.remaining());
        assertEquals(101, assembler.seen());
        assertEquals(0, account.used());
        assembler.reset();
        assertNull(assembler.refusal());
        assertEquals(0, assembler.seen());
    }

    @Test
    void withoutMemoryNothingIsKept() {
        MemoryAccount small = new MemoryAccount(100);
        MessageAssembler assembler = new MessageAssembler(1000, small);
        ByteBuffer in = ByteBuffer.allocate(200);
        assembler.append(in, 90, 90, 0);
        assertEquals(90, small.used());
        assembler.append(in, 90, 90, 0);
        Refusal refusal = assembler.refusal();
        assertNotNull(refusal);
        assertEquals(Refusal.Reason.NO_MEMORY, refusal.reason());
        assertEquals(0, small.used());
        assertEquals(20, in.remaining());
    }
}
