package io.fusioncache.server.net.resp;

import io.fusioncache.server.command.ClientConnection;
import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.net.EndOfRound;
import io.fusioncache.server.ops.Traffic;
import io.fusioncache.server.query.QueryOutcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * One client. Everything happens on its network thread, except commands that may take long: such a command runs on a
 * worker, and what the client sends meanwhile waits, so that replies keep the order of the commands.
 *
 * <p>A round: read once, run every whole command of what was read, write once, together with the other clients whose
 * input was there ({@link EndOfRound}). Input is not read while a command runs on a worker, or while more replies wait
 * than the soft limit allows; what was read but not run yet is kept.
 */
final class RespConnection implements ClientConnection {
    private static final Logger LOG = System.getLogger(RespConnection.class.getName());

    /** Replies are sent within a round once they are this long, so that a long pipeline does not pile them up. */
    private static final int SEND_FROM = 256 * 1024;

    /** Replies of this length are sent without waiting for those of others; in bytes. */
    private static final int SEND_SOON_FROM = ChunkPool.CHUNK_BYTES;

    /** Bytes that one client may be sent before the others of its network thread have their turn. */
    private static final int BYTES_PER_ROUND = 1024 * 1024;

    private final StreamConnection channel;
    private final IoThreadBuffers buffers;
    private final Runnable sendRound = this::sendRound;
    private final RespEnvironment environment;
    private final Consumer<RespConnection> onClose;
    private final String address;
    private final String localAddress;
    private final ClientSession session;
    private final CommandDispatcher dispatcher;
    private final CommandFinder finder;
    private final CommandParser parser;
    private final ReplyQueue replies;
    private final RespReplyWriter writer;
    private final LineMailbox lines;
    private final KeptInput kept;
    private final OutputGuard outputGuard;
    private final IdleGuard idleGuard;

    /** When the command that comes next begins: when the one before has ended. */
    private long now;

    private long sentInRound;
    private boolean sendsLater;
    private long answered;
    private long failed;

    private boolean commandRunning;
    private boolean resting;
    private boolean inputEnded;
    private boolean closing;
    private boolean closed;
    private boolean stopping;
    /** Set before the network thread closes it, so that no command runs once {@code CLIENT KILL} has been answered. */
    private volatile boolean killed;

    /** For {@code CLIENT LIST}, which other threads ask for. */
    private volatile long shownInputBytes;

    private volatile long shownOutputBytes;

    /** A client that has just connected. Called on its network thread. */
    RespConnection(
            StreamConnection channel,
            IoThreadBuffers buffers,
            RespEnvironment environment,
            Consumer<RespConnection> onClose) {
        this.channel = channel;
        this.buffers = buffers;
        this.environment = environment;
        this.onClose = onClose;
        this.address = Addresses.text(channel.getPeerAddress());
        this.localAddress = Addresses.text(channel.getLocalAddress());
        this.session = environment.clients().add(this);
        this.dispatcher = environment.dispatcher();
        this.finder = new CommandFinder(dispatcher);
        RespSettings settings = environment.settings();
        ClientMemory memory = environment.memory();
        this.parser = new CommandParser(() -> Math.min(settings.maxBulk(), memory.limit()), memory);
        this.replies = new ReplyQueue(buffers.chunks(), memory, settings.hardOutputLimit());
        this.writer = new RespReplyWriter(session, replies);
        this.lines = new LineMailbox(settings.hardOutputLimit());
        this.kept = new KeptInput(memory);
        this.outputGuard = new OutputGuard(settings, this::after, this::closeForOutput);
        this.idleGuard = new IdleGuard(settings, this::after, this::isBusy, parser::isWithinCommand, this::closeNow);
    }

    /** Begins to serve it. */
    void open() {
        channel.setCloseListener(gone -> guarded(this::closeNow));
        channel.getSourceChannel().setReadListener(source -> guarded(this::onReadable));
        channel.getSinkChannel().setWriteListener(sink -> guarded(this::onWritable));
        idleGuard.start();
        channel.getSourceChannel().resumeReads();
    }

    /** The channel library swallows what handlers throw; here it is logged, and ends the connection it belongs to. */
    private void guarded(Handler handler) {
        try {
            handler.run();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, () -> "client " + address + " is gone: " + gone.getMessage());
            closeNow();
        } catch (RuntimeException | Error defect) {
            LOG.log(Level.ERROR, "client " + address + " closed after an internal error", defect);
            closeNow();
        }
    }

    private void onReadable() throws IOException {
        if (!mayRun() || inputEnded) {
            updateReads();
            return;
        }
        ByteBuffer input = buffers.input().clear();
        int count = channel.getSourceChannel().read(input);
        if (count < 0) {
            inputEnded = true;
            updateReads();
            closeWhenDone();
            if (!closed) {
                after(environment.settings().softLimitTime().toNanos(), this::closeNow);
            }
            return;
        }
        environment.traffic().received(count);
        idleGuard.heard();
        run(input.flip());
    }

    /** True when nothing stands in the way of this client's next command. */
    private boolean mayRun() {
        return !commandRunning && !outputGuard.isPaused() && !resting && !closing && !closed && !killed;
    }

    private void onWritable() throws IOException {
        send();
        goOn();
    }

    /** Runs the commands of some input, and sends what they replied. */
    private void run(ByteBuffer input) throws IOException {
        sentInRound = 0;
        do {
            runCommands(input);
            if (!input.hasRemaining() && mayRun() && replies.bytes() < SEND_SOON_FROM) {
                sendLater();
            } else {
                send();
            }
            // Sending may have made room, and then no later event would tell.
        } while (input.hasRemaining() && mayRun());
        if (!closed) {
            if (!closing) {
                kept.keep(input);
            }
            shownInputBytes = parser.heldBytes() + kept.length();
            closeWhenDone();
            updateReads();
        }
    }

    private void sendLater() {
        if (!sendsLater && replies.bytes() > 0) {
            sendsLater = true;
            buffers.endOfRound().run(channel.getIoThread(), sendRound);
        }
    }

    /** Sends what the commands of this round replied. */
    private void sendRound() {
        sendsLater = false;
        guarded(() -> {
            send();
            goOn();
        });
    }

    private void runCommands(ByteBuffer input) throws IOException {
        LookAhead ahead = buffers.lookAhead();
        long began = dispatcher.nanos();
        now = began;
        answered = 0;
        failed = 0;
        try {
            while (mayRun()) {
                switch (ahead.next(parser, input, finder)) {
                    case NOTHING_YET -> {
                        return;
                    }
                    case REFUSED -> {
                        environment.traffic().messageRefused();
                        writer.error(Errors.OUT_OF_MEMORY);
                    }
                    case COMMAND -> run(ahead.take(), ahead.takeReserved());
                }
                afterCommand();
            }
        } catch (RespProtocolException error) {
            LOG.log(Level.DEBUG, () -> "client " + address + ": protocol error: " + error.text());
            replies.put(("-ERR Protocol error: " + error.text() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            closing = true;
        } finally {
            ahead.end(parser, input);
            Traffic traffic = environment.traffic();
            if (answered + failed > 0) {
                traffic.count(QueryOutcome.ANSWERED, answered);
                traffic.count(QueryOutcome.FAILED, failed);
                traffic.took(now - began);
            }
        }
    }

    /** @param reserved what was reserved for the command, to be released */
    private void run(byte[][] command, long reserved) {
        Command found = finder.find(command);
        if (dispatcher.isSlow(found, command, false)) {
            runOnWorker(command, reserved);
            return;
        }
        release(reserved);
        if (found == null && CrossProtocol.isHttp(command[0])) {
            LOG.log(
                    Level.WARNING,
                    "client " + address
                            + " speaks HTTP on the RESP port, which a web page may have made it do: closed");
            closeNow();
            return;
        }
        replies.mark();
        if (dispatcher.execute(session, found, command, now, writer)) {
            answered++;
        } else {
            failed++;
        }
        now = session.endedNanos();
    }

    private void release(long reserved) {
        if (reserved > 0) {
            environment.memory().release(reserved);
        }
    }

    private void afterCommand() throws IOException {
        if (closed) {
            return;
        }
        if (replies.isOverflown()) {
            closeForOutput("a reply longer than the hard limit");
            return;
        }
        closing |= session.isClosing() && !commandRunning;
        if (replies.bytes() >= SEND_FROM) {
            send();
            now = dispatcher.nanos();
            if (sentInRound >= BYTES_PER_ROUND) {
                rest();
            }
        }
    }

    /** Lets the other clients of the network thread have their turn, and then goes on. */
    private void rest() {
        resting = true;
        channel.getIoThread()
                .execute(() -> guarded(() -> {
                    resting = false;
                    goOn();
                }));
    }

    private void runOnWorker(byte[][] command, long reserved) {
        commandRunning = true;
        ReplyQueue own = new ReplyQueue(
                new ChunkPool(0), environment.memory(), environment.settings().hardOutputLimit());
        try {
            environment.workers().execute(() -> {
                own.mark();
                // What becomes a value is charged as one. Others may take the room in between; then it is refused.
                boolean isKept = dispatcher.keepsArguments(command);
                release(isKept ? reserved : 0);
                try {
                    runCounted(command, own);
                } catch (RuntimeException | Error defect) {
                    LOG.log(Level.ERROR, "client " + address + " closed after an internal error", defect);
                    close();
                } finally {
                    release(isKept ? 0 : reserved);
                    channel.getIoThread().execute(() -> guarded(() -> commandDone(own)));
                }
            });
        } catch (RejectedExecutionException stopped) {
            LOG.log(Level.DEBUG, "no worker takes a command any longer", stopped);
            commandRunning = false;
            release(reserved);
            writer.error("ERR server is shutting down");
        }
    }

    private void runCounted(byte[][] command, ReplyQueue own) {
        long began = dispatcher.nanos();
        boolean done = dispatcher.execute(
                session, dispatcher.find(command), command, began, new RespReplyWriter(session, own));
        environment.traffic().ran(done ? QueryOutcome.ANSWERED : QueryOutcome.FAILED, session.endedNanos() - began);
    }

    private void commandDone(ReplyQueue own) throws IOException {
        commandRunning = false;
        if (closed) {
            own.close();
            return;
        }
        replies.append(own);
        afterCommand();
        if (!closed) {
            send();
            goOn();
        }
    }

    /** Runs what was kept, once nothing stands in its way, and reads on. */
    private void goOn() throws IOException {
        if (closed) {
            return;
        }
        if (!kept.isEmpty() && mayRun()) {
            run(kept.take());
            return;
        }
        closeWhenDone();
        updateReads();
    }

    /** Sends what can be sent now; the rest when the client has read some. */
    private void send() throws IOException {
        if (closed) {
            return;
        }
        if (replies.bytes() > 0) {
            long sent = replies.writeTo(channel.getSinkChannel());
            sentInRound += sent;
            environment.traffic().answered(sent);
        }
        long waiting = replies.bytes();
        shownOutputBytes = waiting;
        if (waiting > 0) {
            channel.getSinkChannel().resumeWrites();
        } else if (channel.getSinkChannel().isWriteResumed()) {
            channel.getSinkChannel().suspendWrites();
        }
        outputGuard.waiting(waiting, replies.isTight());
    }

    private void closeForOutput(String reason) {
        if (!closed) {
            LOG.log(
                    Level.WARNING,
                    "client " + address + " closed: " + reason + " (" + replies.bytes() + " bytes wait)");
            environment.traffic().connectionStalled();
            closeNow();
        }
    }

    private boolean isBusy() {
        return commandRunning || replies.bytes() > 0 || session.isMonitor();
    }

    private XnioExecutor.Key after(long nanos, Runnable task) {
        return channel.getIoThread().executeAfter(() -> guarded(task::run), nanos, TimeUnit.NANOSECONDS);
    }

    private void updateReads() {
        if (closed) {
            return;
        }
        boolean wanted = mayRun() && !inputEnded && !stopping && kept.isEmpty();
        if (wanted != channel.getSourceChannel().isReadResumed()) {
            if (wanted) {
                channel.getSourceChannel().resumeReads();
            } else {
                channel.getSourceChannel().suspendReads();
            }
        }
    }

    /** Closes a connection that has nothing left to do: told to close, at the end of its input, or by a stop. */
    private void closeWhenDone() {
        boolean wanted = closing || stopping || (inputEnded && kept.isEmpty());
        if (wanted && !commandRunning && replies.bytes() == 0) {
            closeNow();
        }
    }

    private void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        outputGuard.stop();
        idleGuard.stop();
        environment.clients().remove(session);
        replies.close();
        parser.close();
        lines.close();
        kept.forget();
        IoUtils.safeClose(channel);
        onClose.accept(this);
    }

    /** Lets the command that runs end, sends what waits, and closes. Any thread. */
    void stop() {
        channel.getIoThread()
                .execute(() -> guarded(() -> {
                    stopping = true;
                    kept.forget();
                    updateReads();
                    closeWhenDone();
                }));
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String localAddress() {
        return localAddress;
    }

    @Override
    public long inputBytes() {
        return shownInputBytes;
    }

    @Override
    public long outputBytes() {
        return shownOutputBytes + lines.bytes();
    }

    @Override
    public void sendLine(String line) {
        switch (lines.add(line)) {
            case FIRST -> channel.getIoThread().execute(() -> guarded(this::sendLines));
            case FULL ->
                channel.getIoThread().execute(() -> closeForOutput("more lines wait than the hard limit allows"));
            case ADDED -> {}
        }
    }

    private void sendLines() throws IOException {
        if (closed) {
            return;
        }
        replies.mark();
        try {
            lines.moveTo(replies);
        } catch (MemoryLimitException full) {
            closeForOutput("no memory for the lines it watches");
            return;
        }
        if (replies.isOverflown()) {
            closeForOutput("more lines wait than the hard limit allows");
            return;
        }
        send();
        goOn();
    }

    @Override
    public void close() {
        killed = true;
        channel.getIoThread().execute(() -> guarded(this::closeNow));
    }
}
