package io.fusioncache.server.query;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.parse.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every query, filled in while the text is read: its name and the attributes that all queries take.
 */
final class Envelope {
    /** How many characters {@code _qid} may have. */
    static final int MAX_QID_LENGTH = 32;

    static final String QID = "_qid";
    static final String METRICS = "_metrics";
    static final String RSP = "_rsp";
    static final String RSP_MODE = "_rspMode";

    private final QuerySource source;
    private @Nullable QueryName query;
    private @Nullable String qid;
    private boolean metrics;
    private @Nullable ResponseMode mode;
    private boolean complete;

    Envelope(QuerySource source) {
        this.source = source;
    }

    /** Where the query came from. */
    QuerySource source() {
        return source;
    }

    /** The query's name is known now. */
    void query(QueryName name) {
        query = name;
    }

    /** The whole text was read and found well-formed. */
    void complete() {
        complete = true;
    }

    /** The query, or null as long as it is not known. */
    @Nullable
    QueryName query() {
        return query;
    }

    /** What the client calls the query, or null. */
    @Nullable
    String qid() {
        return qid;
    }

    /** True when the client wants the times. */
    boolean metrics() {
        return metrics;
    }

    /** Which answers the client wants. */
    ResponseMode mode() {
        return mode == null ? ResponseMode.ALL : mode;
    }

    /** True when nothing that a further look at the text could tell is unknown. */
    boolean isComplete() {
        return complete;
    }

    /** The attributes that the query takes, its own among them: for suggestions. */
    List<String> attributes(List<String> own) {
        List<String> all = new ArrayList<>(own);
        all.add(QID);
        all.add(METRICS);
        if (takesMode()) {
            all.add(RSP);
            all.add(RSP_MODE);
        }
        return all;
    }

    private boolean takesMode() {
        return query != null && query.isWrite();
    }

    /**
     * Reads an attribute when it is one of those that stand here.
     *
     * @return false when it is not; nothing is read then
     * @throws FqlException 1102, 1200, 1503, 1600 or 1601
     */
    boolean read(String name, JsonReader in) {
        switch (name) {
            case QID -> qid = requireQid(in);
            case METRICS -> metrics = Attributes.bool(in, METRICS);
            case RSP, RSP_MODE -> {
                if (!takesMode()) {
                    return false;
                }
                readMode(name, in);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String requireQid(JsonReader in) {
        if (!in.atString()) {
            throw Attributes.differs(in, QID, "a string");
        }
        String text = in.string();
        if (!isShort(text)) {
            throw new FqlException(
                    FqlError.VALUE_TOO_LONG, QID, "_qid has more than " + MAX_QID_LENGTH + " characters.");
        }
        return text;
    }

    private static boolean isShort(String text) {
        return text.codePointCount(0, text.length()) <= MAX_QID_LENGTH;
    }

    private void readMode(String name, JsonReader in) {
        if (mode != null) {
            throw new FqlException(
                    FqlError.ATTRIBUTE_NOT_ALLOWED,
                    name,
                    "_rsp and _rspMode are two spellings of one; give one of them.");
        }
        ResponseMode read = modeAt(in);
        if (read == null) {
            throw new FqlException(FqlError.RSP_INVALID, name, name + " takes \"all\", \"error\" or \"none\".");
        }
        if (read == ResponseMode.ERROR && source == QuerySource.REST) {
            throw new FqlException(
                    FqlError.RSP_NOT_PERMITTED,
                    name,
                    "Over REST every query is answered, so " + name
                            + " can't be \"error\"; \"none\" leaves out the body.");
        }
        mode = read;
    }

    private static @Nullable ResponseMode modeAt(JsonReader in) {
        if (in.atString()) {
            String text = in.string();
            for (ResponseMode mode : ResponseMode.values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return mode;
                }
            }
        }
        return null;
    }

    /** Takes over what can be used of an attribute in a query that is refused anyway; reads the value to its end. */
    void salvage(String name, JsonReader in) {
        if (name.equals(QID) && qid == null && in.atString() && isShort(in.string())) {
            qid = in.string();
        } else if (mode == null && (name.equals(RSP) || name.equals(RSP_MODE))) {
            mode = modeAt(in);
        }
        in.skip();
    }
}
