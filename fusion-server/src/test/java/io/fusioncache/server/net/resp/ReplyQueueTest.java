package io.fusioncache.server.net.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyQueueTest {
    private static final long HARD_LIMIT = 2_000_000;

    private final Account memory = new Account();
    private final ReplyQueue queue = new ReplyQueue(new ChunkPool(4), memory, HARD_LIMIT);
    private final Channel channel = new Channel();

    @Test
    void whatIsPutIsSentInOrderWhateverTheChannelTakesAtATime() throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(300)];
            random.nextBytes(bytes);
            queue.room(2).put((byte) '$').put((byte) '1');
            queue.put(bytes);
            expected.write('$');
            expected.write('1');
            expected.writeBytes(bytes);
            if (queue.bytes() > HARD_LIMIT / 2) {
                channel.takes = random.nextInt(200_000);
                long before = queue.bytes();
                long sent = queue.writeTo(channel);
                assertEquals(before - sent, queue.bytes());
            }
        }
        channel.takes = Integer.MAX_VALUE;
        queue.writeTo(channel);
        assertEquals(0, queue.bytes());
        assertEquals(0, queue.buffers());
        assertEquals(0, memory.taken);
        assertEquals(
                expected.toString(StandardCharsets.ISO_8859_1), channel.received.toString(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aReplyThatFailsLeavesNothingAndWhatWasBeforeItStays() throws IOException {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            queue.put(text("kept" + round + ";"));
            queue.mark();
            int pieces = random.nextInt(5);
            for (int i = 0; i < pieces; i++) {
                queue.put(new byte[random.nextInt(40_000)]);
            }
            queue.discard();
            queue.put(text("error" + round + ";"));
            if (random.nextInt(4) == 0) {
                queue.writeTo(channel);
            }
        }
        queue.writeTo(channel);
        StringBuilder expected = new StringBuilder();
        for (int round = 0; round < 300; round++) {
            expected.append("kept").append(round).append(";error").append(round).append(';');
        }
        assertEquals(expected.toString(), channel.received.toString(StandardCharsets.ISO_8859_1));
        assertEquals(0, memory.taken);
    }

    @Test
    void whatWaitsIsCharged() {
        queue.put(new byte[15_000]);
        assertEquals(0, memory.taken, "a little is free");
        for (int i = 0; i < 10; i++) {
            queue.put(new byte[50_000]);
        }
        long uncharged = queue.bytes() - memory.taken;
        assertTrue(uncharged <= 16 * 1024, uncharged + " bytes are not charged");
        queue.close();
        assertEquals(0, memory.taken);
        assertEquals(0, queue.bytes());
    }

    @Test
    void aLongReplyThereIsNoMemoryForEndsAndLeavesRoomForItsError() {
        memory.room = 100_000;
        queue.mark();
        assertThrows(MemoryLimitException.class, () -> {
            while (true) {
                queue.put(text("some element of a long list"));
            }
        });
        queue.discard();
        assertEquals(0, queue.bytes());
        assertEquals(0, memory.taken);
        queue.put(text("-OOM"));
        assertEquals(4, queue.bytes());
    }

    @Test
    void aShortReplyIsTakenEvenWithoutMemoryAndTheQueueSaysSo() throws IOException {
        memory.room = 0;
        for (int i = 0; i < 200; i++) {
            queue.mark();
            queue.put(new byte[1000]);
        }
        assertTrue(queue.isTight());
        queue.writeTo(channel);
        assertFalse(queue.isTight());
    }

    @Test
    void pastTheHardLimitNothingIsTakenAnyLonger() {
        for (int i = 0; i < 1000; i++) {
            queue.put(new byte[10_000]);
        }
        assertTrue(queue.isOverflown());
        assertTrue(queue.bytes() <= HARD_LIMIT + 2 * ChunkPool.CHUNK_BYTES, queue.bytes() + " bytes");
        queue.close();
        assertEquals(0, memory.taken);
    }

    @Test
    void aReplyOfOneBulkPastTheHardLimitIsNotHeld() {
        queue.put(new byte[(int) HARD_LIMIT + 1]);
        assertTrue(queue.isOverflown());
        assertEquals(0, queue.bytes());
    }

    @Test
    void aQueueOfAWorkerIsTakenOverWithItsCharge() throws IOException {
        ReplyQueue other = new ReplyQueue(new ChunkPool(0), memory, HARD_LIMIT);
        queue.put(text("first;"));
        other.put(new byte[200_000]);
        other.put(text("second;"));
        queue.append(other);
        queue.put(text("third"));
        assertTrue(memory.taken > 0);
        queue.writeTo(channel);
        assertEquals(
                "first;" + "\0".repeat(200_000) + "second;third",
                channel.received.toString(StandardCharsets.ISO_8859_1));
        assertEquals(0, memory.taken);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Account implements ClientMemory {
        private long room = Long.MAX_VALUE;
        private long taken;

        @Override
        public boolean reserve(long bytes) {
            if (taken + bytes > room) {
                return false;
            }
            taken += bytes;
            return true;
        }

        @Override
        public void release(long bytes) {
            taken -= bytes;
        }

        @Override
        public long limit() {
            return room;
        }
    }

    /** Takes so many bytes, and then no more until told. */
    private static final class Channel implements GatheringByteChannel {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private int takes = Integer.MAX_VALUE;

        @Override
        public int write(ByteBuffer source) {
            int part = Math.min(takes, source.remaining());
            byte[] bytes = new byte[part];
            source.get(bytes);
            received.writeBytes(bytes);
            takes -= takes == Integer.MAX_VALUE ? 0 : part;
            return part;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            long written = 0;
            for (int i = offset; i < offset + length; i++) {
                written += write(sources[i]);
            }
            return written;
        }

        @Override
        public long write(ByteBuffer[] sources) {
            return write(sources, 0, sources.length);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
