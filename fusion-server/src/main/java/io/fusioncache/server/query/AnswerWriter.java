package io.fusioncache.server.query;

import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.statement.Query;
import io.fusioncache.server.query.statement.QueryContext;
import java.util.concurrent.TimeUnit;

/** Writes an answer with what stands around it, and errors: the one place where either gets its form. */
final class AnswerWriter {
    private static final String ANSWER = "_RSP";
    private static final String ERROR = "_RSP_ERR";

    private final AnswerBuffer buffer;
    private final JsonWriter out;
    private final Envelope envelope;
    private final QueryName query;
    private final Query.Answer answer;
    private final QueryContext context;
    private final Times times;
    private boolean begun;

    /**
     * Makes the writer of one answer.
     *
     * @param times the times to put beside it, if it is asked to
     */
    AnswerWriter(
            AnswerBuffer buffer,
            Envelope envelope,
            QueryName query,
            Query.Answer answer,
            QueryContext context,
            Times times) {
        this.buffer = buffer;
        this.out = new JsonWriter(buffer);
        this.envelope = envelope;
        this.query = query;
        this.answer = answer;
        this.context = context;
        this.times = times;
    }

    /**
     * Writes on, until the buffer holds about that many bytes or the answer is at its end.
     *
     * @return true when there is more to write
     */
    boolean write(long bytes) {
        if (!begun) {
            begun = true;
            out.beginObject();
            writeQid(out, envelope);
            out.name(query.name().concat(ANSWER));
        }
        do {
            answer.write(out);
            if (!answer.hasMore()) {
                end();
                return false;
            }
        } while (buffer.length() < bytes);
        return true;
    }

    private void end() {
        if (context.hasMore()) {
            out.name("_more");
            out.bool(true);
        }
        if (envelope.metrics()) {
            out.name("_metrics");
            writeTimes(out, context, times.finish());
        }
        out.endObject();
    }

    private static void writeQid(JsonWriter out, Envelope envelope) {
        String qid = envelope.qid();
        if (qid != null) {
            out.name(Envelope.QID);
            out.string(qid);
        }
    }

    private static void writeTimes(JsonWriter out, QueryContext context, Times times) {
        out.beginObject();
        out.name("_qryQueued");
        out.bool(times.queued());
        writeMicroseconds(out, "_qryQueue", times.queuedNanos());
        writeMicroseconds(out, "_parse", times.parseNanos());
        writeMicroseconds(out, "_executor", times.executorNanos());
        if (context.isSearched()) {
            writeMicroseconds(out, "_indexes", context.indexNanos());
            writeMicroseconds(out, "_nonIndexes", context.scanNanos());
        }
        writeMicroseconds(out, "_total", times.totalNanos());
        out.endObject();
    }

    private static void writeMicroseconds(JsonWriter out, String name, long nanos) {
        out.name(name);
        out.whole(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    /** Replaces whatever the buffer holds by an error. */
    static void writeError(AnswerBuffer buffer, Envelope envelope, FqlException error) {
        try {
            writeError(buffer, envelope, error, true);
        } catch (MemoryLimitException noRoom) {
            // Where there is no memory for a sentence, what the buffer begins with is enough for the rest.
            writeError(buffer, envelope, error, false);
        }
    }

    private static void writeError(AnswerBuffer buffer, Envelope envelope, FqlException error, boolean withSentence) {
        buffer.clear();
        JsonWriter out = new JsonWriter(buffer);
        out.beginObject();
        writeQid(out, envelope);
        QueryName query = envelope.query();
        out.name((query == null ? QueryName.UNKNOWN : query.name()).concat(ERROR));
        out.beginObject();
        out.name("_err");
        out.beginObject();
        out.name("_c");
        out.whole(error.error().code());
        out.name("_a");
        out.string(error.about());
        if (withSentence) {
            out.name("_m");
            out.string(error.sentence());
        }
        out.endObject();
        out.endObject();
        out.endObject();
    }
}
