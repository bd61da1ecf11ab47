package io.fusioncache.server.query;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.query.json.JsonFormat;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Utf8Check;
import io.fusioncache.server.query.statement.Bodies;
import io.fusioncache.server.query.statement.LongAnswerException;
import io.fusioncache.server.query.statement.Query;
import io.fusioncache.server.query.statement.QueryBody;
import io.fusioncache.server.query.statement.QueryContext;
import io.fusioncache.server.query.statement.StoreAhead;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Runs FQL: one text in, at most one answer out. Never throws for what a client sent; an unknown exception becomes 5000
 * and is logged once. Safe for use by any number of threads.
 */
public final class QueryProcessor {
    private static final System.Logger LOG = System.getLogger(QueryProcessor.class.getName());

    private final ObjectStore store;
    private final QuerySettings settings;
    private final ServerFacts facts;
    private final LongSupplier nanoTime;
    private final JsonFormat format = new JsonFormat();
    private final AtomicLong incidents = new AtomicLong();

    /** @param nanoTime the clock of {@link QueryRequest#receivedNanos()} and of the metrics */
    public QueryProcessor(ObjectStore store, QuerySettings settings, ServerFacts facts, LongSupplier nanoTime) {
        this.store = store;
        this.settings = settings;
        this.facts = facts;
        this.nanoTime = nanoTime;
    }

    /**
     * How to run the message, from its first bytes; a few dozen nanoseconds. Never fails: what it can't tell is a read.
     * A message that may hold a write is never weighed as a read.
     */
    public QueryWeight weigh(MessageBytes message) {
        return QueryWeigher.weigh(message);
    }

    /** Reads a message that is on its way, so that there is less to do when it is whole; see {@link QueryRequest}. */
    public StoreAhead readAhead() {
        return new StoreAhead(store, format);
    }

    /** Parses and runs the query on the calling thread, and writes its answer, its error, or nothing. */
    public QueryOutcome run(QueryRequest request, AnswerBuffer answer) {
        return run(request, false, answer, Long.MAX_VALUE).outcome();
    }

    /**
     * Does the same, but when the answer becomes long, returns after its beginning.
     *
     * @param hurried true on a thread that has no time for long answers: nothing of one is written then, not even its
     *     beginning
     * @return what became of it, with the rest of the answer
     */
    public QueryResult runInParts(QueryRequest request, boolean hurried, AnswerBuffer answer) {
        return run(request, hurried, answer, settings.answerPartBytes());
    }

    private QueryResult run(QueryRequest request, boolean hurried, AnswerBuffer answer, long partBytes) {
        Envelope envelope = new Envelope(request.source());
        try {
            QueryResult result = runOrRefuse(request, hurried, envelope, false, answer, partBytes);
            if (result == null) {
                envelope = new Envelope(request.source());
                result = runOrRefuse(request, hurried, envelope, true, answer, partBytes);
            }
            return Objects.requireNonNull(result);
        } catch (RuntimeException defectWhileRefusing) {
            return QueryResult.whole(writeRefusal(envelope, unknown(defectWhileRefusing), answer));
        }
    }

    /** Runs the query, or returns null when it was overtaken by another write and this is not its last try. */
    private @Nullable QueryResult runOrRefuse(
            QueryRequest request,
            boolean hurried,
            Envelope envelope,
            boolean lastTry,
            AnswerBuffer answer,
            long partBytes) {
        MessageBytes message = request.message();
        try (QueryContext context = new QueryContext(request, format, store, settings, facts)) {
            context.hurried(hurried);
            return run(request, envelope, context, lastTry, answer, partBytes);
        } catch (FqlException refusal) {
            return QueryResult.whole(refuse(message, envelope, refusal, answer));
        } catch (JacksonException refusal) {
            return QueryResult.whole(refuse(message, envelope, JsonFormat.fault(message, refusal), answer));
        } catch (MemoryLimitException full) {
            return QueryResult.whole(
                    refuse(message, envelope, noRoom("There is no memory left to run the query"), answer));
        } catch (RuntimeException defect) {
            return QueryResult.whole(refuse(message, envelope, unknown(defect), answer));
        }
    }

    private @Nullable QueryResult run(
            QueryRequest request,
            Envelope envelope,
            QueryContext context,
            boolean lastTry,
            AnswerBuffer answer,
            long partBytes) {
        Times times = new Times(request, nanoTime);
        StoreAhead ahead = request.ahead();
        JsonFormat.requireUtf8(request.message(), ahead == null ? new Utf8Check() : ahead.utf8());
        try (OpenBody open = new OpenBody();
                JsonReader in = format.open(request.message(), context.memory())) {
            QueryName name =
                    QueryText.read(in, envelope, request.source(), query -> open.use(Bodies.of(query, context)));
            Query query = open.finish();
            times.parsed();
            if (name.isWrite()) {
                context.releaseSnapshot();
            }
            Query.Answer result;
            try {
                result = query.run(context);
            } catch (FqlException refusal) {
                if (!lastTry && query.isOvertaken(refusal)) {
                    return null;
                }
                throw refusal;
            }
            if (envelope.mode() != ResponseMode.ALL) {
                return QueryResult.whole(QueryOutcome.SILENT);
            }
            AnswerWriter writer = new AnswerWriter(answer, envelope, name, result, context, times);
            boolean more;
            try {
                more = write(writer, partBytes, name, context);
            } catch (LongAnswerException noTime) {
                // Written anew, from its first part on, when the rest of the answer is asked for: on another thread.
                answer.clear();
                context.hurried(false);
                writer = new AnswerWriter(answer, envelope, name, query.run(context), context, times);
                more = true;
            }
            return new QueryResult(
                    QueryOutcome.ANSWERED,
                    more
                            ? new RestOfAnswer(
                                    writer, answer, partBytes, context.handOverSnapshot(), context.handOverMemory())
                            : null);
        }
    }

    private static boolean write(AnswerWriter writer, long partBytes, QueryName name, QueryContext context) {
        try {
            return writer.write(partBytes);
        } catch (MemoryLimitException noRoom) {
            throw noRoom(
                    context.isChanged()
                            ? name + " was done, but there is no room for its answer; _rsp \"none\" asks for none."
                            : "There is no memory left for the answer; ask for less at a time");
        }
    }

    private static FqlException noRoom(String sentence) {
        return new FqlException(FqlError.MEMORY_LIMIT, "memory", sentence);
    }

    /** 5000, with a number by which the log can be searched. */
    private FqlException unknown(RuntimeException defect) {
        String incident = "incident " + incidents.incrementAndGet();
        LOG.log(System.Logger.Level.ERROR, "query failed, " + incident, defect);
        return new FqlException(
                FqlError.UNKNOWN,
                incident,
                "The server failed at this query; its log tells more under " + incident + ".");
    }

    /**
     * Refuses a message that is not run, for instance because the server is stopping. The answer names the query and
     * its {@code _qid} when they can be found; nothing is written when the client wants no answer.
     *
     * @param about what is at fault, in few words
     * @param sentence one that a person can act on
     */
    public QueryOutcome refuse(
            QuerySource source,
            MessageBytes message,
            FqlError error,
            String about,
            String sentence,
            AnswerBuffer answer) {
        Envelope envelope = new Envelope(source);
        survey(message, envelope);
        return writeRefusal(envelope, new FqlException(error, about, sentence), answer);
    }

    /** Refuses a message that was not kept, for instance because it is too large. */
    public QueryOutcome refuse(QuerySource source, FqlError error, String about, String sentence, AnswerBuffer answer) {
        return writeRefusal(new Envelope(source), new FqlException(error, about, sentence), answer);
    }

    private QueryOutcome refuse(MessageBytes message, Envelope read, FqlException refusal, AnswerBuffer answer) {
        if (read.isComplete()) {
            return writeRefusal(read, refusal, answer);
        }
        Envelope found = new Envelope(read.source());
        FqlException fault = survey(message, found);
        // A text that is no JSON is refused as such, whatever was found wrong before its fault was reached.
        return writeRefusal(found, fault == null ? refusal : fault, answer);
    }

    private @Nullable FqlException survey(MessageBytes message, Envelope found) {
        try (WorkingMemory memory = new WorkingMemory(store.account())) {
            return QueryText.survey(format, message, memory, found);
        }
    }

    private static QueryOutcome writeRefusal(Envelope envelope, FqlException refusal, AnswerBuffer answer) {
        QueryName query = envelope.query();
        if (query != null && query.isWrite() && envelope.mode() == ResponseMode.NONE) {
            answer.clear();
            return QueryOutcome.SILENT;
        }
        AnswerWriter.writeError(answer, envelope, refusal);
        return QueryOutcome.FAILED;
    }

    /** The body of the query that is run, closed with it. */
    private static final class OpenBody implements AutoCloseable {
        private @Nullable QueryBody body;

        QueryBody use(QueryBody opened) {
            body = opened;
            return opened;
        }

        Query finish() {
            if (body == null) {
                throw new IllegalStateException("no body was read");
            }
            return body.finish();
        }

        @Override
        public void close() {
            if (body != null) {
                body.close();
            }
        }
    }
}
