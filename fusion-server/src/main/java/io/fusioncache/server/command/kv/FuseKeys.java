package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.composite.Registration;
import io.fusioncache.server.engine.keyspace.KeyFault;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.List;

/** {@code KV_FUSE}: composites and the lists of their fragments. */
final class FuseKeys extends KvCommand {
    FuseKeys() {
        super("KV_FUSE");
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            call.forKey(field.name(), key -> {
                Registration made = call.services().composites().fuse(key, fragments(call, field.value()));
                call.answer(KvStatus.OK, answer -> {
                    answer.putText(",\"k\":");
                    JsonOutput.string(answer, key);
                    answer.putText(",\"cnt\":" + made.fragments());
                });
            });
        }
    }

    private static byte[][] fragments(KvCall call, JsonValue value) {
        if (value.kind() != ValueKind.ARRAY) {
            throw new KvFault(KvStatus.COMMAND_TYPE, "the fragments stand in an array");
        }
        List<JsonContainer.Item> items = call.items(value);
        byte[][] keys = new byte[items.size()][];
        for (int i = 0; i < keys.length; i++) {
            JsonValue key = JsonValue.parse(items.get(i).text().toBytes());
            if (key.kind() != ValueKind.STRING) {
                throw new KvFault(KvStatus.KEY_TYPE_INVALID, "a fragment is a key, which is a string");
            }
            KeyFault wrong = call.services().keyRules().check(key.bytes());
            if (wrong != null) {
                throw new KvFault(KvStatus.KEY_LENGTH_INVALID, "fragment " + (i + 1) + ": " + wrong.sentence());
            }
            keys[i] = key.bytes();
        }
        return keys;
    }
}
