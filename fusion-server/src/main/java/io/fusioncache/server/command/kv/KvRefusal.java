package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import org.jspecify.annotations.Nullable;

/** A message in which no command can be named. */
final class KvRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final KvStatus status;
    private final String sentence;
    private final @Nullable String qid;

    KvRefusal(KvStatus status, String sentence) {
        this(status, sentence, null);
    }

    KvRefusal(KvStatus status, String sentence, @Nullable String qid) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
        this.qid = qid;
    }

    KvStatus status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    /** What the client calls the message, as far as it was read. */
    @Nullable
    String qid() {
        return qid;
    }
}
