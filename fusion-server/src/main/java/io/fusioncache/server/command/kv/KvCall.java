package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.command.json.Json;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.composite.FusionException;
import io.fusioncache.server.engine.keyspace.CompositeKeyException;
import io.fusioncache.server.engine.keyspace.KeyFault;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** One call of a JSON command: what is asked, and where the answers go. */
final class KvCall {
    /** A short answer on its way; one message may ask for a million of them. */
    private static final int ANSWER_BYTES = 128;

    private final KvServices services;
    private final KvRequest request;
    private final Answers answers;
    private final WorkingMemory memory;
    private boolean failed;

    KvCall(KvServices services, KvRequest request, Answers answers, WorkingMemory memory) {
        this.services = services;
        this.request = request;
        this.answers = answers;
        this.memory = memory;
    }

    /** What the command holds while it runs; given back when it is over. */
    WorkingMemory memory() {
        return memory;
    }

    KvServices services() {
        return services;
    }

    KvRequest request() {
        return request;
    }

    Keyspace keyspace() {
        return services.keyspace();
    }

    /** What an answer says beside its status. */
    @FunctionalInterface
    interface Content {
        void write(AnswerBuffer answer);
    }

    /** Sends an answer with a status and a key. */
    void answer(KvStatus status, String key) {
        answer(status, answer -> key(answer, key));
    }

    /** Sends an answer with a status and members, each of which begins with a comma. */
    void answer(KvStatus status, Content content) {
        memory.take(ANSWER_BYTES);
        send(status, content);
    }

    private void send(KvStatus status, Content content) {
        AnswerBuffer answer = answers.begin();
        try {
            KvFrame.begin(answer, request.qid(), request.name() + "_RSP", status);
            content.write(answer);
            KvFrame.end(answer);
        } catch (RuntimeException unfinished) {
            answer.clear();
            throw unfinished;
        }
        answers.send(answer);
    }

    /** Sends an answer that tells of a mistake. */
    void fail(KvStatus status, String key, String sentence) {
        failed = true;
        answer(status, answer -> {
            key(answer, key);
            answer.putText(",\"m\":");
            JsonOutput.string(answer, sentence);
        });
    }

    /** Sends the last answer: there is no memory for the others. */
    void failForMemory() {
        failed = true;
        send(KvStatus.MEMORY_LIMIT, answer -> {
            key(answer, "");
            answer.putText(",\"m\":\"there is no memory for the answer\"");
        });
    }

    /** Takes apart the text of an array or an object. */
    List<JsonContainer.Item> items(JsonValue value) {
        memory.take(JsonContainer.memory(value.bytes()));
        return JsonContainer.of(value.bytes()).items();
    }

    /** True when a mistake was told of. */
    boolean hasFailed() {
        return failed;
    }

    private static void key(AnswerBuffer answer, String key) {
        answer.putText(",\"k\":");
        JsonOutput.string(answer, key);
    }

    /** Does something for one key and answers with what was wrong, if anything was. */
    void forKey(String key, KeyAction action) {
        KeyFault wrong = null;
        try {
            byte[] bytes = Json.utf8(key);
            wrong = services.keyRules().check(bytes);
            if (wrong == null) {
                action.run(bytes);
                return;
            }
            fail(KvStatus.KEY_LENGTH_INVALID, key, wrong.sentence());
        } catch (KvFault fault) {
            fail(fault.status(), key, fault.sentence());
        } catch (MemoryLimitException full) {
            fail(KvStatus.MEMORY_LIMIT, key, "the memory limit is reached and nothing may be evicted");
        } catch (CompositeKeyException refused) {
            fail(KvStatus.COMPOSITE_INVALID, key, refused.sentence());
        } catch (FusionException refused) {
            fail(refused.status(), key, refused.sentence());
        }
    }

    /** What is done for one key. */
    @FunctionalInterface
    interface KeyAction {
        void run(byte[] key);
    }

    /** Does something for each key of an array; items that are no strings are answered here. */
    void forKeys(Consumer<String> action) {
        forKeys(request.fields().stream().map(KvField::value).toList(), action);
    }

    /** Does something for each of some values that are keys; those that are no strings are answered here. */
    void forKeys(List<JsonValue> keys, Consumer<String> action) {
        for (JsonValue key : keys) {
            if (key.kind() == ValueKind.STRING) {
                action.accept(new String(key.bytes(), StandardCharsets.UTF_8));
            } else {
                fail(KvStatus.KEY_TYPE_INVALID, "", "a key is a string");
            }
        }
    }
}
