package io.fusioncache.server.net.rest;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.net.Endpoint;
import io.fusioncache.server.net.MessageRunner;
import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.Pin;
import io.fusioncache.server.net.Refusal;
import io.fusioncache.server.net.channel.MessageAssembler;
import io.fusioncache.server.net.order.LongAnswer;
import io.fusioncache.server.net.order.Message;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** One query over HTTP: reads its body, gives it its place in the order, and answers it. */
final class RestQuery implements Message {
    private static final Logger LOG = System.getLogger(RestQuery.class.getName());

    private final HttpServerExchange exchange;
    private final Endpoint endpoint;
    private final NetServices services;
    private final RestConnection connection;
    private final MessageRunner runner;
    private final MessageAssembler assembler;
    private final long announced;
    /** Before it, an exchange that was not answered when its handler returns is at its end. */
    private boolean dispatched;

    private MessageBytes text = MessageBytes.of(new byte[0]);
    private QueryWeight weight = QueryWeight.READ;
    private long receivedNanos;
    private long charged;
    private @Nullable Pin pinned;
    private volatile @Nullable LongAnswer rest;

    RestQuery(HttpServerExchange exchange, Endpoint endpoint, NetServices services, RestConnection connection) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.services = services;
        this.connection = connection;
        this.runner = new MessageRunner(endpoint, endpoint.handler(), services);
        this.assembler = new MessageAssembler(endpoint.maxRead(), services.account());
        this.announced = exchange.getRequestContentLength();
    }

    /** Begins to read the body. On the network thread, once the exchange has been dispatched. */
    void read() {
        dispatched = true;
        connection.begin(this);
        StreamSourceChannel body = exchange.getRequestChannel();
        body.getReadSetter().set(this::readable);
        readable(body);
    }

    private void readable(StreamSourceChannel body) {
        try {
            while (true) {
                ByteBuffer buffer = services.readBuffers().get();
                int count = body.read(buffer);
                if (count < 0) {
                    body.suspendReads();
                    received();
                    return;
                }
                if (count == 0) {
                    body.resumeReads();
                    return;
                }
                endpoint.traffic().received(count);
                assembler.append(buffer.flip(), count, announced < 0 ? count : announced - assembler.seen(), 0);
                Refusal refusal = assembler.refusal();
                if (refusal != null) {
                    body.suspendReads();
                    refuse(refusal);
                    return;
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client is gone", e);
            abort();
        } catch (RuntimeException | Error e) {
            // The network library would swallow it, and the client would wait for ever.
            LOG.log(Level.ERROR, "reading a body failed", e);
            abort();
        }
    }

    private void abort() {
        release();
        IoUtils.safeClose(exchange.getConnection());
    }

    private void received() {
        synchronized (this) {
            charged = assembler.charged();
            text = assembler.take();
        }
        weight = endpoint.handler().weigh(text);
        receivedNanos = services.nanoTime().getAsLong();
        connection.order().accept(this);
    }

    /** Answers without running anything; a body that is still to come is not waited for. */
    void refuse(Refusal refusal) {
        AnswerBuffer answer = runner.newAnswer();
        runner.refuse(null, refusal, answer);
        leaveBody(exchange);
        int status = switch (refusal.reason()) {
            case TOO_LONG -> StatusCodes.REQUEST_ENTITY_TOO_LARGE;
            case NO_MEMORY, STOPPING -> StatusCodes.SERVICE_UNAVAILABLE;
            case BINARY, DEFECT -> StatusCodes.BAD_REQUEST;
        };
        if (status == StatusCodes.SERVICE_UNAVAILABLE) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
        }
        release();
        connection.begin(this);
        send(status, answer);
    }

    /** Ends the connection after this exchange when there is a body that nobody reads. */
    static void leaveBody(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
        }
    }

    @Override
    public QueryWeight weight() {
        return weight;
    }

    @Override
    public long bytes() {
        return charged;
    }

    @Override
    public void run(@Nullable Pin pin, boolean waited) {
        if (!weight.isWrite() && !exchange.getConnection().isOpen()) {
            release();
            return;
        }
        pinned = pin;
        OneAnswer answer = new OneAnswer();
        QueryOutcome outcome = runner.run(text, null, receivedNanos, pin, waited, answer);
        requestRun();
        AnswerBuffer written = answer.written;
        LongAnswer open = rest;
        if (open != null) {
            sendHeader(StatusCodes.OK);
            sendPart(Objects.requireNonNull(written), open, false);
        } else if (written == null) {
            release();
            exchange.setStatusCode(StatusCodes.NO_CONTENT);
            exchange.endExchange();
        } else {
            send(outcome == QueryOutcome.FAILED ? StatusCodes.BAD_REQUEST : StatusCodes.OK, written);
        }
    }

    /** Keeps the answer until the query has ended: only then its status is known. */
    private final class OneAnswer implements Answers {
        private @Nullable AnswerBuffer written;

        @Override
        public AnswerBuffer begin() {
            return runner.newAnswer();
        }

        @Override
        public void send(AnswerBuffer answer) {
            if (written != null) {
                throw new IllegalStateException("two answers to one request");
            }
            written = answer;
        }

        @Override
        public void send(AnswerBuffer begun, AnswerParts parts) {
            send(begun.split());
            rest = new LongAnswer(services.pool(), connection.lane(), begun, parts, pinned);
        }
    }

    @Override
    public boolean keepsPin() {
        return rest != null;
    }

    /** Sends a part of a long answer, and has the next one written when the client has taken it. */
    private void sendPart(AnswerBuffer part, LongAnswer open, boolean last) {
        charge(part);
        endpoint.traffic().answered(part.length());
        exchange.getResponseSender().send(part.toByteBuffers(), new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange ended, Sender sender) {
                giveBack();
                if (last) {
                    release();
                    ended.endExchange();
                } else {
                    open.next(0, (next, isLast) -> sendPart(next, open, isLast), RestQuery.this::failed);
                }
            }

            @Override
            public void onException(HttpServerExchange ended, Sender sender, IOException e) {
                release();
                IoCallback.END_EXCHANGE.onException(ended, sender, e);
            }
        });
    }

    /** An answer that has begun to go out can't become an error: its client sees that it ends too early. */
    private void failed(RuntimeException failure) {
        LOG.log(Level.WARNING, "a connection was closed in the middle of a long answer", failure);
        abort();
    }

    private void send(int status, AnswerBuffer answer) {
        charge(answer);
        endpoint.traffic().answered(answer.length());
        sendHeader(status);
        exchange.setResponseContentLength(answer.length());
        IoCallback whenSent = new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange ended, Sender sender) {
                release();
                ended.endExchange();
            }

            @Override
            public void onException(HttpServerExchange ended, Sender sender, IOException e) {
                release();
                IoCallback.END_EXCHANGE.onException(ended, sender, e);
            }
        };
        Runnable sending = () -> exchange.getResponseSender().send(answer.toByteBuffers(), whenSent);
        if (dispatched && exchange.isInIoThread()) {
            services.endOfRound().run(exchange.getIoThread(), sending);
        } else {
            sending.run();
        }
    }

    private void sendHeader(int status) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-store");
    }

    /** Takes over what an answer was charged. */
    private synchronized void charge(AnswerBuffer answer) {
        charged = answer.charged();
    }

    private synchronized void giveBack() {
        services.account().release(charged);
        charged = 0;
    }

    /** Gives back what the query took; it stays with its connection until its answer is sent. */
    private void requestRun() {
        synchronized (this) {
            assembler.reset();
            giveBack();
        }
    }

    /** Gives back what the query and its answer took. Calling it again does nothing. */
    void release() {
        connection.end(this);
        requestRun();
        LongAnswer open = rest;
        if (open != null) {
            open.close();
        }
    }
}
