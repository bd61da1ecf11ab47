package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonNumbers;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** {@code KV_EXPIRE}: seconds from now; {@code null} takes the limit away, 0 or less removes the key. */
final class ExpireKeys extends KvCommand {
    ExpireKeys() {
        super("KV_EXPIRE");
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            call.forKey(field.name(), key -> {
                long deadline = deadline(call, field.value());
                call.answer(
                        call.keyspace().expire(key, deadline) == null ? KvStatus.KEY_NOT_EXIST : KvStatus.OK,
                        field.name());
            });
        }
    }

    private static final long LONGEST_MILLIS = Long.MAX_VALUE / 2;
    private static final int LARGEST_EXPONENT = 30;

    private static long deadline(KvCall call, JsonValue value) {
        if (value.kind() == ValueKind.NULL) {
            return Entry.NEVER;
        }
        if (value.kind() != ValueKind.NUMBER) {
            throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "seconds are a number, or null for no limit");
        }
        return call.keyspace().deadlines().after(millis(new String(value.bytes(), StandardCharsets.US_ASCII)));
    }

    /** Seconds as milliseconds, the rest of one counted as a whole one. */
    private static long millis(String seconds) {
        if (JsonNumbers.compare(seconds, "0") <= 0) {
            return 0;
        }
        if (JsonNumbers.compare(seconds, "1e" + LARGEST_EXPONENT) > 0) {
            throw tooLong();
        }
        if (JsonNumbers.compare(seconds, "1e-3") <= 0) {
            return 1;
        }
        BigDecimal millis = new BigDecimal(seconds).movePointRight(3).setScale(0, RoundingMode.CEILING);
        if (millis.compareTo(BigDecimal.valueOf(LONGEST_MILLIS)) > 0) {
            throw tooLong();
        }
        return millis.longValueExact();
    }

    private static KvFault tooLong() {
        return new KvFault(KvStatus.OUT_OF_BOUNDS, "the time is longer than can be counted");
    }
}
