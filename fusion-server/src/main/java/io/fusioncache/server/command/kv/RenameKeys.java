package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code KV_RNM}: {@code [{"old":"new"},...]}. */
final class RenameKeys extends KvCommand {
    RenameKeys() {
        super("KV_RNM");
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            if (field.value().kind() != ValueKind.OBJECT) {
                call.fail(KvStatus.COMMAND_TYPE, "", "an item is an object: the old name and the new one");
                continue;
            }
            List<JsonContainer.Item> pairs = call.items(field.value());
            if (pairs.isEmpty()) {
                call.fail(KvStatus.KEY_MISSING, "", "an item is an object: the old name and the new one");
            }
            pairs.forEach(pair ->
                    rename(call, pair.name(), JsonValue.parse(pair.text().toBytes())));
        }
    }

    private static void rename(KvCall call, String from, JsonValue to) {
        if (to.kind() != ValueKind.STRING) {
            call.fail(KvStatus.KEY_TYPE_INVALID, "", "a key is a string");
            return;
        }
        String name = new String(to.bytes(), StandardCharsets.UTF_8);
        call.forKey(
                from,
                key -> call.forKey(name, newKey -> {
                    switch (call.keyspace().rename(key, newKey, false)) {
                        case ABSENT -> call.answer(KvStatus.KEY_NOT_EXIST, from);
                        case TAKEN -> call.answer(KvStatus.KEY_EXISTS, name);
                        case DONE ->
                            call.answer(KvStatus.OK, answer -> {
                                answer.put(',');
                                JsonOutput.string(answer, key);
                                answer.put(':');
                                JsonOutput.string(answer, newKey);
                            });
                    }
                }));
    }
}
