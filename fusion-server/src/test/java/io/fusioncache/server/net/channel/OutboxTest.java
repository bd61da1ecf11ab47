package io.fusioncache.server.net.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;

/**
 * How a connection ends that an outbox writes to. Whoever hears of it takes locks of its own, under which others send:
 * were the outbox's lock held meanwhile, two threads could wait for each other.
 */
@Timeout(30)
class OutboxTest {
    private final MemoryAccount account = new MemoryAccount(1_000_000);
    private final XnioWorker worker;
    private final ChannelPipe<StreamConnection, StreamConnection> pipe;
    private final Outbox outbox;
    /** For each time the end was told, whether the lock was held. */
    private final List<Boolean> held = new ArrayList<>();

    OutboxTest() throws IOException {
        worker = Network.library().createWorker(OptionMap.EMPTY);
        pipe = worker.createFullDuplexPipeConnection();
        outbox = new Outbox(pipe.getLeftSide(), account, () -> {});
        pipe.getLeftSide().setCloseListener(connection -> held.add(Thread.holdsLock(outbox)));
    }

    @AfterEach
    void close() {
        IoUtils.safeClose(pipe.getLeftSide(), pipe.getRightSide());
        worker.shutdownNow();
    }

    private static ByteBuffer[] bytes() {
        return new ByteBuffer[] {ByteBuffer.allocate(100)};
    }

    /** The pipe takes bytes until the thread that looks after it has closed it indeed. */
    private void closeRightSide() {
        IoUtils.safeClose(pipe.getRightSide());
        assertThrows(IOException.class, () -> {
            while (true) {
                pipe.getLeftSide().getSinkChannel().write(ByteBuffer.allocate(1));
            }
        });
    }

    private void requireEndToldWithoutLock() {
        assertEquals(List.of(false), held);
        assertFalse(pipe.getLeftSide().isOpen());
        assertEquals(0, account.used());
    }

    @Test
    void aClientThatIsGoneIsToldWithoutTheLock() {
        closeRightSide();
        outbox.send(bytes(), 0);
        requireEndToldWithoutLock();
    }

    @Test
    void soItIsWhenTheLastHeldBackBytesCantGoOut() {
        outbox.cork();
        outbox.send(bytes(), 0);
        closeRightSide();
        outbox.uncork();
        requireEndToldWithoutLock();
    }

    @Test
    void soItIsWhenItEndsTheConnectionItself() {
        outbox.finish(ByteBuffer.allocate(10), false, true);
        requireEndToldWithoutLock();
    }

    @Test
    void soItIsWhenTheOtherSideHadEndedBefore() throws IOException {
        pipe.getLeftSide().getSourceChannel().shutdownReads();
        outbox.finish(ByteBuffer.allocate(10), false, false);
        requireEndToldWithoutLock();
    }
}
