package io.fusioncache.server.net.rest;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.net.Endpoint;
import io.fusioncache.server.net.MessageRunner;
import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.Pin;
import io.fusioncache.server.net.Refusal;
import io.fusioncache.server.net.channel.MessageAssembler;
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

    private MessageBytes text = MessageBytes.of(new byte[0]);
    private QueryWeight weight = QueryWeight.READ;
    private long receivedNanos;
    private long charged;

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
        OneAnswer answer = new OneAnswer();
        QueryOutcome outcome = runner.run(text, receivedNanos, pin, waited, answer);
        release();
        AnswerBuffer written = answer.written;
        if (written == null) {
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
    }

    private void send(int status, AnswerBuffer answer) {
        synchronized (this) {
            charged = answer.charged();
        }
        connection.begin(this);
        endpoint.traffic().answered(answer.length());
        exchange.setStatusCode(status);
        exchange.setResponseContentLength(answer.length());
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(answer.toByteBuffers(), new IoCallback() {
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
        });
    }

    /** Gives back what the query or its answer took. Calling it again does nothing. */
    void release() {
        connection.end(this);
        synchronized (this) {
            assembler.reset();
            services.account().release(charged);
            charged = 0;
        }
    }
}
