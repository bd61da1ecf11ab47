package io.fusioncache.server.net.websocket;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientConnection;
import io.fusioncache.server.net.Endpoint;
import io.fusioncache.server.net.MessageHandler;
import io.fusioncache.server.net.MessageRunner;
import io.fusioncache.server.net.NetLimits;
import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.Refusal;
import io.fusioncache.server.net.channel.MessageAssembler;
import io.fusioncache.server.net.channel.Outbox;
import io.fusioncache.server.net.order.EarlyReading;
import io.fusioncache.server.net.order.MessageOrder;
import io.fusioncache.server.net.order.QueryPool;
import io.fusioncache.server.query.statement.StoreAhead;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One client after the handshake. The network thread reads, takes frames apart and gives each message its place in the
 * order; answers come from whichever thread ran the message. Reading stops while the client has too much under way or
 * does not take its answers, which the client's own operating system then passes on to it.
 */
final class WebSocketConnection implements FrameDecoder.Sink, ClientConnection {
    private static final Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    /** Reads in a row before other connections of the thread get their chance. */
    private static final int READS_PER_EVENT = 4;

    /** Answers of this length are sent without waiting for those of other connections; in bytes. */
    private static final int SEND_SOON_FROM = 16 * 1024;

    /** How far beyond the limit a message is read and dropped before the connection is given up. */
    private static final int PATIENCE = 16;

    private static final long LINGER_SECONDS = 2;

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final XnioIoThread thread;
    private final Endpoint endpoint;
    private final NetServices services;
    private final NetLimits limits;
    private final MessageHandler handler;
    private final FrameDecoder decoder;
    private final MessageAssembler assembler;
    private final MessageOrder order;
    private final Outbox outbox;
    private final AnswerQueue answers;
    private final Conversation conversation;
    private final KeepAlive keepAlive;
    private final Compression compression;

    private final ByteBuffer controlPayload = ByteBuffer.allocate(125);
    private @Nullable ByteBuffer leftOver;
    private boolean compressedMessage;
    private final AtomicBoolean farewell = new AtomicBoolean();
    private volatile boolean peerClosed;
    private volatile boolean goingAway;
    private volatile boolean held;
    private volatile boolean closing;

    WebSocketConnection(StreamConnection connection, Endpoint endpoint, NetServices services, boolean deflate) {
        this.connection = connection;
        this.source = connection.getSourceChannel();
        this.thread = connection.getIoThread();
        this.endpoint = endpoint;
        this.services = services;
        this.limits = services.limits();
        this.handler = endpoint.handler().connect(this);
        this.decoder = new FrameDecoder(this, deflate);
        QueryPool.Lane lane = services.pool().newLane();
        this.assembler = new MessageAssembler(
                endpoint.maxRead(), services.account(), () -> readEarly(lane), services.chunks(), this::less);
        this.order = new MessageOrder(lane, services.pins(), this::takesAnswers, this::less);
        this.outbox = new Outbox(connection, services.account(), this::less);
        this.keepAlive = new KeepAlive(this, outbox, limits, services.nanoTime());
        this.compression = new Compression(deflate);
        this.answers = new AnswerQueue(
                outbox, services.account(), compression, endpoint.traffic(), this::less, this::answerFailed);
        MessageRunner runner = new MessageRunner(endpoint, handler, services);
        this.conversation = new Conversation(this, runner, handler, answers, services.pool(), lane, services.account());
    }

    /** True while answers can reach the client. */
    boolean isOpen() {
        return connection.isOpen();
    }

    /** Begins to read. On the network thread. */
    void start() {
        source.getReadSetter().set(channel -> readable());
        keepAlive.start(thread);
        source.wakeupReads();
    }

    /** The connection is gone. */
    void closed() {
        closing = true;
        handler.disconnected();
        answers.close();
        keepAlive.stop();
        try {
            thread.execute(() -> {
                assembler.reset();
                compression.close();
                leftOver = null;
                order.goOn(); // Not above: who closes the connection may hold a lock that turns need.
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the network thread has ended, and with it what it held", e);
        }
    }

    private void readable() {
        outbox.cork();
        try {
            read();
        } catch (ProtocolException e) {
            close(e.code(), e.reason(), true);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client is gone", e);
            terminate();
        } catch (RuntimeException | Error e) {
            // The network library would swallow it, and the connection would hang.
            LOG.log(Level.ERROR, "reading from a WebSocket failed", e);
            close(CloseCode.INTERNAL_ERROR, "internal error", true);
        } finally {
            long unsent = outbox.unsent();
            if (unsent > 0 && unsent < SEND_SOON_FROM) {
                services.endOfRound().run(thread, this::roundEnded);
            } else {
                roundEnded();
            }
        }
    }

    private void roundEnded() {
        outbox.uncork();
        less(); // What made us hold back may just have gone out at once.
    }

    private void read() throws IOException, ProtocolException {
        ByteBuffer rest = leftOver;
        if (rest != null) {
            leftOver = null;
            decode(rest);
        }
        boolean mayBeMore = true;
        for (int i = 0; i < READS_PER_EVENT && mayBeMore && leftOver == null; i++) {
            ByteBuffer buffer = services.readBuffers().get();
            int room = buffer.remaining();
            if (isHeldBack() || assembler.lacksRoomFor(room)) {
                hold();
                return;
            }
            int count = source.read(buffer);
            mayBeMore = count == room;
            if (count < 0) {
                ended();
                return;
            }
            if (count == 0) {
                return;
            }
            keepAlive.heard();
            endpoint.traffic().received(count);
            if (!closing) {
                decode(buffer.flip());
            }
        }
        if (leftOver != null) {
            hold();
        }
    }

    private void decode(ByteBuffer in) throws ProtocolException {
        decoder.decode(in);
        if (in.hasRemaining()) {
            leftOver = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
    }

    /** The client's side ends without a close frame. */
    private void ended() {
        source.suspendReads();
        terminate();
    }

    @Override
    public boolean isHeldBack() {
        return order.underWay() >= limits.maxPendingQueries()
                || order.bytesUnderWay() >= limits.maxPendingBytes()
                || isOverUnsent();
    }

    private boolean isOverUnsent() {
        return outbox.held() + answers.waitingBytes() > limits.maxUnsentBytes();
    }

    /** When the connection ends, what was taken is still run: nothing holds it back for good. */
    private boolean takesAnswers() {
        return closing || !isOverUnsent();
    }

    private void hold() {
        source.suspendReads();
        held = true;
        less();
    }

    /** Something has been dealt with: on any thread. */
    private void less() {
        answers.advance();
        order.goOn();
        if (held && !isHeldBack() && !assembler.isMakingRoom()) {
            thread.execute(this::goOn);
        }
        boolean done = order.underWay() == 0 && !answers.isOpen();
        if ((peerClosed || goingAway) && done && farewell.compareAndSet(false, true)) {
            if (goingAway) {
                goAwayNow();
            } else {
                outbox.finish(Frames.close(CloseCode.NORMAL, ""), false, true);
                lingerThenTerminate();
            }
        }
    }

    private void goOn() {
        if (held && connection.isOpen()) {
            held = false;
            source.resumeReads();
            readable();
        }
    }

    /** True while an answer is sent in parts. */
    boolean isAnswerOpen() {
        return answers.isOpen();
    }

    /** An answer that has begun to go out can't be ended, so neither can the message that it is. */
    private void answerFailed(RuntimeException failure) {
        LOG.log(Level.WARNING, "client " + address() + " closed in the middle of a long answer", failure);
        close(CloseCode.INTERNAL_ERROR, "the rest of the answer can't be written", true);
    }

    /** True while the client is not read from because of what it has under way. */
    boolean isHeld() {
        return held;
    }

    /** Sends a ping. */
    void ping() {
        if (!closing) {
            outbox.send(new ByteBuffer[] {Frames.control(Opcode.PING, new byte[0])}, 0);
        }
    }

    /**
     * Closes the connection: no message is taken any more, and the client is told why.
     *
     * @param dropWaiting true to leave out answers that have not begun to go out
     */
    void close(CloseCode code, String reason, boolean dropWaiting) {
        if (closing) {
            return;
        }
        closing = true;
        order.goOn();
        if (dropWaiting) {
            finish(code, reason, true);
        } else {
            answers.whenDone(() -> finish(code, reason, false));
        }
    }

    private void finish(CloseCode code, String reason, boolean dropWaiting) {
        outbox.finish(Frames.close(code, reason), dropWaiting, false);
        lingerThenTerminate();
        thread.execute(() -> {
            held = false;
            leftOver = null;
            source.resumeReads();
        });
    }

    /** Closes the connection, and counts it as one whose client did not read its answers. */
    void closeStalled() {
        if (!closing) {
            endpoint.traffic().connectionStalled();
        }
        close(CloseCode.POLICY_VIOLATION, "answers are not being read", true);
    }

    /**
     * Says goodbye once everything is answered that was read; what is being taken apart at the moment is no exception.
     */
    void goAway() {
        thread.execute(() -> {
            goingAway = true;
            less();
        });
    }

    /** Says goodbye whatever is still under way. */
    void goAwayNow() {
        close(CloseCode.GOING_AWAY, "the server is stopping", false);
    }

    private void lingerThenTerminate() {
        thread.executeAfter(this::terminate, LINGER_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends the connection as it stands. */
    void terminate() {
        IoUtils.safeClose(connection);
    }

    @Override
    public void begin(int opcode, boolean last, boolean compressed, long length) throws ProtocolException {
        if (Opcode.isControl(opcode)) {
            controlPayload.clear();
            return;
        }
        if (opcode != Opcode.CONTINUATION) {
            compressedMessage = compressed;
        }
        if (opcode == Opcode.BINARY) {
            assembler.drop(Refusal.binary());
        }
        if (length > endpoint.maxRead() * PATIENCE - assembler.seen()) {
            throw new ProtocolException(
                    CloseCode.TOO_BIG, "message more than " + PATIENCE + " times longer than allowed");
        }
        assembler.expect(length);
    }

    @Override
    public void payload(int opcode, ByteBuffer in, int count, long left, int mask) throws ProtocolException {
        if (Opcode.isControl(opcode)) {
            int turned = mask;
            for (int i = 0; i < count; i++) {
                controlPayload.put((byte) (in.get() ^ turned));
                turned = Integer.rotateRight(turned, 8);
            }
        } else if (compressedMessage) {
            compression.inflate(in, count, mask, assembler);
        } else {
            assembler.append(in, count, left, mask);
        }
    }

    @Override
    public void end(int opcode, boolean last) throws ProtocolException {
        if (Opcode.isControl(opcode)) {
            control(opcode);
        } else if (last) {
            if (compressedMessage) {
                compression.endMessage(assembler);
            }
            message();
        }
    }

    private void control(int opcode) throws ProtocolException {
        byte[] payload = new byte[controlPayload.flip().remaining()];
        controlPayload.get(payload);
        switch (opcode) {
            case Opcode.PING -> outbox.send(new ByteBuffer[] {Frames.control(Opcode.PONG, payload)}, 0);
            case Opcode.CLOSE -> {
                if (!CloseCode.isAllowed(payload)) {
                    throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "a close frame with a code that is none");
                }
                closing = true; // What it asked before is still answered; websocat sends its close right behind.
                peerClosed = true;
                less();
            }
            default -> {} // A pong: that something came is all there is to know.
        }
    }

    private @Nullable EarlyReading readEarly(QueryPool.Lane lane) {
        StoreAhead ahead = handler.readAhead();
        return ahead == null ? null : new EarlyReading(lane, ahead);
    }

    private void message() {
        Refusal refusal = assembler.refusal();
        if (refusal != null) {
            assembler.reset();
            order.accept(new RefusedMessage(conversation, null, refusal, 0));
            return;
        }
        long charged = assembler.charged();
        EarlyReading reading = assembler.reading();
        MessageBytes bytes = assembler.take();
        if (services.lifecycle().isUp()) {
            order.accept(new ReceivedMessage(
                    conversation,
                    bytes,
                    reading,
                    handler.weigh(bytes),
                    charged,
                    services.nanoTime().getAsLong()));
        } else {
            if (reading != null) {
                reading.close();
            }
            order.accept(new RefusedMessage(conversation, bytes, Refusal.stopping(), charged));
        }
    }

    @Override
    public String address() {
        return connection.getPeerAddress(InetSocketAddress.class).toString().substring(1);
    }

    @Override
    public String localAddress() {
        return connection.getLocalAddress(InetSocketAddress.class).toString().substring(1);
    }

    @Override
    public long outputBytes() {
        return outbox.unsent();
    }

    @Override
    public void sendLine(String line) {
        if (closing || outbox.unsent() > limits.maxUnsentBytes()) {
            return; // Who does not read loses lines, not the server its memory.
        }
        AnswerBuffer answer = new AnswerBuffer();
        answer.putText(line);
        answers.send(answer);
    }

    @Override
    public void close() {
        close(CloseCode.NORMAL, "", true);
    }
}
