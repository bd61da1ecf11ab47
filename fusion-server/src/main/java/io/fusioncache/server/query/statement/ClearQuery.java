package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.parse.Attributes;
import java.util.List;

/** {@code CLEAR}: forgets every object and every class. */
record ClearQuery() implements Query {

    @Override
    public Answer run(QueryContext context) {
        long count = context.store().clear();
        context.changed();
        return out -> {
            out.beginObject();
            out.name("_cnt");
            out.whole(count);
            out.endObject();
        };
    }

    /** Reads the body of a {@code CLEAR}. */
    static final class Body extends AttributesOnly {
        private static final String CONFIRM = "_confirm";

        private final String word;
        private boolean confirmed;

        Body(QueryContext context) {
            word = context.settings().clearConfirm();
        }

        @Override
        public List<String> attributes() {
            return List.of(CONFIRM);
        }

        @Override
        public void attribute(String name, JsonReader in) {
            if (!in.atString() || !in.string().equals(word)) {
                throw new FqlException(
                        FqlError.CONFIRM_INVALID,
                        CONFIRM,
                        "_confirm is not the word that the server is configured with.");
            }
            confirmed = true;
        }

        @Override
        public Query finish() {
            if (!confirmed) {
                throw Attributes.expected(CONFIRM, "CLEAR needs _confirm, so that nothing is cleared by mistake.");
            }
            return new ClearQuery();
        }
    }
}
