package io.fusioncache.server.query;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.common.text.NearMiss;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import io.fusioncache.server.query.json.JsonFormat;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Shortened;
import io.fusioncache.server.query.parse.Names;
import io.fusioncache.server.query.statement.QueryBody;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the outer parts of a query: the one member of the text, and in its body the attributes that all queries take.
 */
final class QueryText {
    private QueryText() {}

    /**
     * Reads a whole text into the body of its query. What is learned on the way is kept in the envelope, also when the
     * text is refused.
     *
     * @param bodies the reader of the body for each query; what it returns is the caller's to close
     * @return which query it is
     * @throws FqlException when the text is refused; anything but 1306 says nothing about what follows in the text
     * @throws JacksonException when it is no JSON
     */
    static QueryName read(JsonReader in, Envelope envelope, QuerySource source, Function<QueryName, QueryBody> bodies) {
        begin(in);
        if (!in.atObject()) {
            throw new FqlException(
                    FqlError.QUERY_TYPE_INVALID, "query", "A query is an object, not " + in.kind() + ".");
        }
        QueryName query = requireQuery(in.nextName());
        envelope.query(query);
        if (source == QuerySource.BULK && !query.isOnBulk()) {
            throw new FqlException(
                    FqlError.QUERY_NOT_PERMITTED,
                    query.name(),
                    "The bulk interface does not take " + query + "; send it over REST or the standard interface.");
        }
        if (!in.atObject()) {
            throw new FqlException(
                    FqlError.QUERY_TYPE_INVALID,
                    query.name(),
                    "The value of " + query + " is its body, an object, not " + in.kind() + ".");
        }
        readBody(in, envelope, bodies.apply(query));
        String second = in.nextName();
        if (second != null) {
            throw severalQueries(second);
        }
        in.requireEnd();
        envelope.complete();
        return query;
    }

    private static void begin(JsonReader in) {
        if (in.next() == null) {
            throw new FqlException(FqlError.JSON_INVALID, "line 1, column 1", "The text is empty.");
        }
    }

    private static QueryName requireQuery(@Nullable String name) {
        if (name == null) {
            throw new FqlException(
                    FqlError.QUERY_EMPTY, "query", "The object is empty; its one member names the query.");
        }
        QueryName query = QueryName.of(name);
        if (query == null) {
            Names.requireKey(name, "the query");
            String about = Shortened.of(name);
            if (name.startsWith("KV_")) {
                throw new FqlException(
                        FqlError.QUERY_NOT_PERMITTED,
                        about,
                        about + " is a key-value command; the WebSocket interfaces Standard and KV take it.");
            }
            throw new FqlException(
                    FqlError.QUERY_NOT_RECOGNISED,
                    about,
                    "There is no query " + about
                            + NearMiss.suggestion(
                                    name,
                                    Arrays.stream(QueryName.values())
                                            .map(Enum::name)
                                            .toList()));
        }
        return query;
    }

    private static FqlException severalQueries(String second) {
        return new FqlException(
                FqlError.SEVERAL_QUERIES,
                Shortened.of(second),
                "A message holds one query; send " + Shortened.of(second) + " in a message of its own.");
    }

    private static void readBody(JsonReader in, Envelope envelope, QueryBody body) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (!Names.isAttribute(name)) {
                Names.requireKey(name, "the body of the query");
                body.member(name, in);
            } else if (body.attributes().contains(name)) {
                body.attribute(name, in);
            } else if (!envelope.read(name, in)) {
                throw Names.unknownAttribute(name, envelope.attributes(body.attributes()));
            }
        }
    }

    /**
     * Looks through the whole text of a query that is refused, for what its answer needs: the query's name, unless it
     * can't be told, {@code _qid} and {@code _rsp}. What stands before a fault of the text counts.
     *
     * @param memory asked for what reading the text takes
     * @return what is wrong with the text itself, or null when it is JSON as far as it could be read
     */
    static @Nullable FqlException survey(
            JsonFormat format, MessageBytes message, WorkingMemory memory, Envelope found) {
        try {
            JsonFormat.requireUtf8(message);
            try (JsonReader in = format.open(message, memory)) {
                QueryName query = surveyRoot(in, found);
                in.requireEnd();
                if (query != null) {
                    found.query(query);
                }
                return null;
            }
        } catch (JacksonException refusal) {
            return JsonFormat.fault(message, refusal);
        } catch (FqlException fault) {
            return fault;
        } catch (MemoryLimitException full) {
            return null; // What was found so far has to do.
        }
    }

    /** The query, or null when it can't be told. */
    private static @Nullable QueryName surveyRoot(JsonReader in, Envelope found) {
        begin(in);
        if (!in.atObject()) {
            in.skip();
            return null;
        }
        QueryName query = null;
        int members = 0;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            members++;
            query = QueryName.of(name);
            if (in.atObject()) {
                for (String inside = in.nextName(); inside != null; inside = in.nextName()) {
                    found.salvage(inside, in);
                }
            } else {
                in.skip();
            }
        }
        return members == 1 ? query : null;
    }
}
