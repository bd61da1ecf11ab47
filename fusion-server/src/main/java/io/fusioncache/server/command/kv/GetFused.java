package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.composite.ComposedResult;
import io.fusioncache.server.engine.composite.ResultForm;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code KV_GET_FUSED}: an array of composites, or an object that says in which form their values are wanted. */
final class GetFused extends KvCommand {
    GetFused() {
        super("KV_GET_FUSED");
    }

    @Override
    boolean isSlow(KvServices services) {
        return services.composites().mayBeSlow();
    }

    @Override
    boolean isSlow(byte[] key, KvServices services) {
        return services.composites().isSlow(key, ResultForm.STRINGS, true)
                || services.composites().isSlow(key, ResultForm.JSON, true);
    }

    @Override
    void run(KvCall call) {
        if (!call.request().isObject()) {
            call.forKeys(name -> read(call, name, ResultForm.STRINGS));
            return;
        }
        Wanted wanted = Wanted.parse(call);
        call.forKeys(wanted.keys(), name -> read(call, name, wanted.form()));
    }

    private static void read(KvCall call, String name, ResultForm form) {
        call.forKey(name, key -> {
            ComposedResult result = call.services().composites().read(key, form);
            if (result == null) {
                call.answer(KvStatus.KEY_NOT_EXIST, name);
                return;
            }
            call.answer(KvStatus.OK, answer -> {
                answer.put(',');
                JsonOutput.string(answer, key);
                answer.put(':');
                answer.put(result.json());
            });
        });
    }

    /** The body as an object. */
    private record Wanted(List<JsonValue> keys, ResultForm form) {
        static Wanted parse(KvCall call) {
            List<JsonValue> keys = new ArrayList<>();
            ResultForm form = ResultForm.STRINGS;
            for (KvField field : call.request().fields()) {
                switch (field.name()) {
                    case "keys" -> keys = keys(call, field.value());
                    case "json" -> form = form(field.value());
                    default -> throw new KvFault(KvStatus.COMMAND_SYNTAX, "KV_GET_FUSED has no field " + field.name());
                }
            }
            if (keys.isEmpty()) {
                throw new KvFault(KvStatus.KEY_MISSING, "KV_GET_FUSED needs a key");
            }
            return new Wanted(keys, form);
        }

        private static List<JsonValue> keys(KvCall call, JsonValue value) {
            if (value.kind() != ValueKind.ARRAY) {
                throw new KvFault(KvStatus.COMMAND_TYPE, "keys is an array");
            }
            return call.items(value).stream()
                    .map(item -> JsonValue.parse(item.text().toBytes()))
                    .toList();
        }

        private static ResultForm form(JsonValue value) {
            if (value.kind() != ValueKind.BOOLEAN) {
                throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "json is true or false");
            }
            return Arrays.equals(value.bytes(), new byte[] {'t', 'r', 'u', 'e'}) ? ResultForm.JSON : ResultForm.STRINGS;
        }
    }
}
