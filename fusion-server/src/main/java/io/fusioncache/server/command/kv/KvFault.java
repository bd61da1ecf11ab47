package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;

/** Why a command can't be done for one key, or at all. */
final class KvFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final KvStatus status;
    private final String sentence;

    KvFault(KvStatus status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
    }

    KvStatus status() {
        return status;
    }

    String sentence() {
        return sentence;
    }
}
