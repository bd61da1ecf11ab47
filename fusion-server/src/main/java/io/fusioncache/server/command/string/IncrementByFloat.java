package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Decimals;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.math.BigDecimal;

/** {@code INCRBYFLOAT key increment}: the result is held as a number. */
public final class IncrementByFloat extends Command {
    /** The command. */
    public IncrementByFloat() {
        super("INCRBYFLOAT");
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        byte[] result = call.keyspace().update(key, Decimals.LONGEST, slot -> {
            Entry entry = slot.entry();
            BigDecimal before = entry == null ? BigDecimal.ZERO : Decimals.parse(Texts.of(entry), Errors.NOT_A_FLOAT);
            byte[] after = Decimals.print(before.add(Decimals.parse(call.argument(2), Errors.NOT_A_FLOAT)));
            slot.put(ValueKind.NUMBER, after, slot.deadline());
            return after;
        });
        call.reply().bulk(result);
    }
}
