package io.fusioncache.common.client;

import io.fusioncache.common.client.Exchange.Lane;
import io.fusioncache.common.client.FusionClientException.Reason;
import io.fusioncache.common.fql.QueryName;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous client of a Fusion server over WebSocket. Any number of requests may be under way; each returns a
 * future of the answer's text, as the server sent it. Safe for several threads.
 *
 * <pre>{@code
 * try (FusionClient client = FusionClient.connect(ClientSettings.of("ws://127.0.0.1:1982"))) {
 *     CompletableFuture<String> people = client.query("{\"FIND\":{\"Person\":{\"surname\":\"Boyle\"}}}");
 *     CompletableFuture<String> pong = client.command(List.of("PING"));
 *     System.out.println(people.join());
 *     System.out.println(pong.join());
 * }
 * }</pre>
 *
 * <p>An error that the server answers ({@code FIND_RSP_ERR}, {@code ERR ...}) is an answer like any other. A future
 * fails with a {@link FusionClientException} only, whose reason says whether the request may have been run; nothing is
 * ever sent twice. Requests are sent in the order in which they were made.
 *
 * <p>Whoever no longer wants to wait cancels the future or lets go of it: the request may run all the same, its answer
 * is thrown away when it comes, and every other answer still finds its own request.
 *
 * <p>Futures complete on the client's own threads: what depends on them should be short or run elsewhere. When more
 * than {@link ClientSettings#maxUnsentBytes} wait to be sent, a request waits until there is room, unless it is made on
 * one of those threads.
 *
 * <p>It stands on a plain socket with frames of its own, and on platform threads, because the command line starts anew
 * for every command: the platform's HTTP client costs about 100 ms more at the start (250 against 353 ms) and delays
 * the exit by about 300 ms, which a virtual thread in a socket read does as well.
 */
public final class FusionClient implements AutoCloseable {
    private static final long CLOSE_MILLIS = 1000;
    private static final byte[] CLOSING_BRACE = {'}'};
    private static final byte[] NORMAL_CLOSURE = {3, (byte) 232};

    private final ClientSettings settings;
    private final Socket socket;
    private final FrameWriter writer;
    private final Thread writing;
    private final Thread reading;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Conversation conversation;
    private final ArrayDeque<byte[]> pongs = new ArrayDeque<>();
    private final String qidPrefix;
    private long qidCount;
    private long unsentBytes;
    private long lastFrameNanos;
    private boolean closing;
    private @Nullable String lostBecause;

    private FusionClient(ClientSettings settings, Socket socket, SplittableRandom random) throws IOException {
        this.settings = settings;
        this.socket = socket;
        this.qidPrefix = "~" + Long.toString(random.nextLong(1L << 40), 36) + "-";
        this.conversation = new Conversation(this::nextQid);
        this.writer = new FrameWriter(socket.getOutputStream(), random.split());
        this.lastFrameNanos = System.nanoTime();
        FrameReader reader = new FrameReader(socket.getInputStream(), settings.maxAnswerBytes());
        this.reading = Thread.ofPlatform().name("fusion-client-read").daemon().unstarted(() -> read(reader));
        this.writing = Thread.ofPlatform().name("fusion-client-write").daemon().unstarted(this::write);
    }

    /**
     * Connects; returns when the server has accepted.
     *
     * @throws FusionClientException with reason NO_CONNECTION, TLS or NOT_AUTHENTICATED
     */
    public static FusionClient connect(ClientSettings settings) throws FusionClientException {
        SplittableRandom random = new SplittableRandom();
        Socket socket = Handshake.connect(settings, random);
        FusionClient client;
        try {
            client = new FusionClient(settings, socket, random);
        } catch (IOException e) {
            Handshake.closeQuietly(socket);
            throw new FusionClientException(Reason.NO_CONNECTION, Failures.text(e), e);
        }
        client.reading.start();
        client.writing.start();
        return client;
    }

    /** The settings that the client was made with. */
    public ClientSettings settings() {
        return settings;
    }

    /**
     * Sends a query. The future completes with the answer; with an empty text for {@code "_rsp":"none"} once the query
     * is sent, and for {@code "_rsp":"error"} once it is certain that there was no error. A {@code _qid} is added when
     * the query has none, and taken out of its answer. A text in which no query is recognised is sent too, when nothing
     * else is under way, so that the server's error is told apart from other answers.
     *
     * @param text one FQL query; O(length)
     * @throws IllegalArgumentException when {@link #isKeyValueCommand} is true of it
     */
    public CompletableFuture<String> query(String text) {
        if (isKeyValueCommand(text)) {
            throw new IllegalArgumentException(
                    "a key-value command in JSON has any number of answers: keyValue sends it");
        }
        return submit(Exchange.query(text, freshQid()));
    }

    /**
     * True for a key-value command in JSON ({@code {"KV_GET":...}}, perhaps with a {@code _qid} beside it). It has an
     * answer for each of its keys, so it is no query. O(length of the name).
     */
    public static boolean isKeyValueCommand(String text) {
        return QueryLabel.isKeyValueCommand(text);
    }

    /**
     * Sends a key-value command in JSON. The future completes with all of its answers in the order in which they came:
     * one for each key, and none for {@code KV_SETQ} that succeeds. A text command is sent behind it, whose answer says
     * that no more will come.
     *
     * @param text one command, as {@link #isKeyValueCommand} knows it; O(length)
     */
    public CompletableFuture<List<String>> keyValue(String text) {
        Exchange command = Exchange.keyValue(text);
        submit(List.of(command, Exchange.marker()));
        return command.answers();
    }

    /**
     * Sends {@code MONITOR}. From its answer on, the server sends a line for every command that it runs for anyone,
     * until the connection is closed; other requests may still be made.
     *
     * @param lines is given each line, on a thread of the client's: while it is busy nothing else is read
     */
    public CompletableFuture<String> monitor(Consumer<String> lines) {
        lock.lock();
        try {
            conversation.watch(lines);
        } finally {
            lock.unlock();
        }
        return commandLine("MONITOR");
    }

    /**
     * Completes with what happened once the connection is over, whoever ended it. By then every request that was under
     * way has failed.
     */
    public CompletableFuture<String> lost() {
        return ended.copy();
    }

    /**
     * Sends a query whose body is given as UTF-8, without reading or copying it: for bulk writes.
     *
     * @param body a JSON object with at least one member and with neither {@code _qid} nor {@code _rsp}; its first byte
     *     is the opening brace. It has an array, which must not be changed before the future completes; when it fails,
     *     never
     */
    public CompletableFuture<String> query(QueryName name, ByteBuffer body) {
        return query(name, Lane.ANSWERED, "", body);
    }

    /** Does the same with the body that an array is. */
    public CompletableFuture<String> query(QueryName name, byte[] body) {
        return query(name, ByteBuffer.wrap(body));
    }

    /**
     * Sends a write in the same way, with {@code "_rsp":"error"}: the future completes with an empty text once it is
     * certain that there was no error. For writes whose answers would be as long as they are.
     */
    public CompletableFuture<String> write(QueryName name, ByteBuffer body) {
        return query(name, Lane.ERRORS_ONLY, "\"_rsp\":\"error\",", body);
    }

    private CompletableFuture<String> query(QueryName name, Lane lane, String attributes, ByteBuffer body) {
        String qid = freshQid();
        byte[] head = ("{\"" + name + "\":{\"_qid\":\"" + qid + "\"," + attributes).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer behindBrace = body.slice(1, body.remaining() - 1);
        return submit(Exchange.of(
                lane, qid, true, List.of(ByteBuffer.wrap(head), behindBrace, ByteBuffer.wrap(CLOSING_BRACE))));
    }

    /** Sends a text command given as words, whatever they hold: {@code List.of("SET", "user:1234", "two words")}. */
    public CompletableFuture<String> command(List<String> words) {
        return commandLine(CommandText.line(words));
    }

    /** Sends a text command given as one line, quoted as the server expects it. It must hold one command. */
    public CompletableFuture<String> commandLine(String line) {
        return submit(Exchange.command(line));
    }

    /**
     * Ends the connection. What was not answered fails: with NOT_SENT when it still waited, else with OUTCOME_UNKNOWN.
     * Returns within about a second. Calls after the first do nothing.
     */
    @Override
    public void close() {
        boolean first;
        List<Runnable> completions = List.of();
        lock.lock();
        try {
            first = !closing;
            closing = true;
            if (first && lostBecause == null) {
                lostBecause = "the client was closed";
                completions = conversation.lost(lostBecause, null);
            }
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        completions.forEach(Runnable::run);
        ended.complete("the client was closed");
        if (first && !isOwnThread()) {
            awaitEnd();
        }
        Handshake.closeQuietly(socket);
    }

    private boolean isOwnThread() {
        Thread current = Thread.currentThread();
        return current.equals(reading) || current.equals(writing);
    }

    private void awaitEnd() {
        try {
            writing.join(CLOSE_MILLIS);
            reading.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String freshQid() {
        lock.lock();
        try {
            return nextQid();
        } finally {
            lock.unlock();
        }
    }

    private String nextQid() {
        return qidPrefix + Long.toString(qidCount++, 36);
    }

    private CompletableFuture<String> submit(Exchange exchange) {
        submit(List.of(exchange));
        return exchange.answer();
    }

    /** Sends them one behind the other, with nothing in between. */
    private void submit(List<Exchange> exchanges) {
        int bytes = exchanges.stream().mapToInt(Exchange::length).sum();
        FusionClientException refusal = null;
        lock.lock();
        try {
            awaitRoom(bytes);
            String why = lostBecause;
            if (why == null) {
                unsentBytes += bytes;
                exchanges.forEach(conversation::enqueue);
                changed.signalAll();
            } else {
                refusal = new FusionClientException(Reason.NOT_SENT, "not sent: " + why);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refusal = new FusionClientException(Reason.NOT_SENT, "not sent: interrupted", e);
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            for (Exchange exchange : exchanges) {
                exchange.answer().completeExceptionally(refusal);
            }
        }
    }

    /** One request is always let in, however large it is. A thread of ours must not wait: it is what makes room. */
    private void awaitRoom(int bytes) throws InterruptedException {
        while (!isOwnThread()
                && lostBecause == null
                && unsentBytes > 0
                && unsentBytes + bytes > settings.maxUnsentBytes()) {
            room.await();
        }
    }

    private void write() {
        List<Exchange> sentWithoutAnswer = new ArrayList<>();
        try {
            while (writeNext(sentWithoutAnswer)) {
                // Each turn writes one frame, or flushes and waits for the next.
            }
            writer.write(FrameWriter.CLOSE, NORMAL_CLOSURE);
            flush(sentWithoutAnswer);
        } catch (IOException e) {
            failed(e);
        } catch (InterruptedException e) {
            lost("the client's thread was interrupted", e);
        } finally {
            sentWithoutAnswer.forEach(exchange -> exchange.answer()
                    .completeExceptionally(new FusionClientException(
                            Reason.OUTCOME_UNKNOWN, "outcome unknown: the connection was lost")));
        }
    }

    /**
     * A failed write is most often the server's doing: what it sent before it closed says why, so that is read first.
     */
    private void failed(IOException failure) {
        try {
            reading.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            failure.addSuppressed(e);
        }
        lost("the connection was lost: " + Failures.text(failure), failure);
        Handshake.closeQuietly(socket);
    }

    private void flush(List<Exchange> sentWithoutAnswer) throws IOException {
        writer.flush();
        sentWithoutAnswer.forEach(exchange -> exchange.answer().complete(""));
        sentWithoutAnswer.clear();
    }

    /** @return false when the connection is over */
    private boolean writeNext(List<Exchange> sentWithoutAnswer) throws IOException, InterruptedException {
        byte[] pong;
        Exchange next = null;
        lock.lock();
        try {
            pong = pongs.poll();
            if (pong == null && lostBecause == null) {
                next = conversation.nextToSend();
            }
        } finally {
            lock.unlock();
        }
        if (pong != null) {
            writer.write(FrameWriter.PONG, pong);
            return true;
        }
        if (next != null) {
            writer.write(FrameWriter.TEXT, next.parts());
            release(next);
            if (next.lane() == Lane.NOT_ANSWERED) {
                sentWithoutAnswer.add(next);
            }
            return true;
        }
        flush(sentWithoutAnswer);
        return awaitWork();
    }

    private void release(Exchange sent) {
        lock.lock();
        try {
            // A barrier was never counted: it is ours, and few bytes.
            unsentBytes -= sent.isBarrier() ? 0 : sent.length();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitWork() throws IOException, InterruptedException {
        boolean quiet;
        lock.lock();
        try {
            long remaining = settings.pingInterval().toNanos();
            while (remaining > 0 && lostBecause == null && pongs.isEmpty() && !conversation.hasNextToSend()) {
                remaining = changed.awaitNanos(remaining);
            }
            quiet = remaining <= 0;
            if (lostBecause != null) {
                return false;
            }
            long silence = System.nanoTime() - lastFrameNanos;
            if (quiet && silence > settings.silenceLimit().toNanos()) {
                throw new IOException(
                        "the server has been silent for " + TimeUnit.NANOSECONDS.toSeconds(silence) + " s");
            }
        } finally {
            lock.unlock();
        }
        if (quiet) {
            writer.write(FrameWriter.PING, new byte[0]);
        }
        return true;
    }

    private void read(FrameReader reader) {
        try {
            String reason = reader.readUntilClose(new FrameReader.Listener() {
                @Override
                public void onText(String text) {
                    answered(text);
                }

                @Override
                public void onPing(byte[] payload) {
                    pong(payload);
                }

                @Override
                public void onFrame() {
                    signOfLife();
                }
            });
            lost("the server closed the connection" + (reason.isEmpty() ? "" : " (" + reason + ")"), null);
            writing.join(CLOSE_MILLIS); // It answers the closing before the socket goes.
        } catch (IOException e) {
            lost("the connection was lost: " + Failures.text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Handshake.closeQuietly(socket);
        }
    }

    private void signOfLife() {
        lock.lock();
        try {
            lastFrameNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private void answered(String text) {
        List<Runnable> completions;
        lock.lock();
        try {
            completions = conversation.answered(text);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        completions.forEach(Runnable::run);
    }

    private void pong(byte[] payload) {
        lock.lock();
        try {
            // Only the last ping wants an answer, so a server that sends many can't fill the memory.
            pongs.clear();
            pongs.add(payload);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lost(String why, @Nullable Throwable cause) {
        List<Runnable> completions;
        lock.lock();
        try {
            if (lostBecause == null) {
                lostBecause = why;
            }
            completions = conversation.lost(lostBecause, cause);
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        completions.forEach(Runnable::run);
        ended.complete(why);
    }
}
