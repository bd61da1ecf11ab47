package io.fusioncache.server.engine.composite;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.engine.keyspace.KeyText;
import java.util.List;

/** A fusion command that can't be done; nothing was changed. Carries no stack trace: a client may cause a million. */
public final class FusionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final KvStatus status;

    private FusionException(KvStatus status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    static FusionException disabled() {
        return new FusionException(KvStatus.FUSION_DISABLED, "disabled; CONFIG SET fusion.enabled true");
    }

    static FusionException invalid(String sentence) {
        return new FusionException(KvStatus.COMPOSITE_INVALID, sentence);
    }

    static FusionException limit(String sentence) {
        return new FusionException(KvStatus.LIMIT_EXCEEDED, sentence);
    }

    static FusionException incomplete(List<byte[]> missing) {
        return new FusionException(KvStatus.INCOMPLETE, "missing " + KeyText.listed(missing));
    }

    /** Why: one of the statuses 80 to 83. */
    public KvStatus status() {
        return status;
    }

    /** What is wrong, in one line without the error's code. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
