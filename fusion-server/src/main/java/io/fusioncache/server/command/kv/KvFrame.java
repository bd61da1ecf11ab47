package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.command.json.JsonOutput;
import org.jspecify.annotations.Nullable;

/** What stands around every answer: {@code {"_qid":"a","KV_GET_RSP":{"st":1,...}}}. */
final class KvFrame {
    private KvFrame() {}

    static void begin(AnswerBuffer answer, @Nullable String qid, String name, KvStatus status) {
        answer.put('{');
        if (qid != null) {
            answer.putText("\"_qid\":");
            JsonOutput.string(answer, qid);
            answer.put(',');
        }
        JsonOutput.string(answer, name);
        answer.putText(":{\"st\":" + status.code());
    }

    static void end(AnswerBuffer answer) {
        answer.putText("}}");
    }

    /** An answer to a message in which no command can be named. */
    static void refusal(AnswerBuffer answer, @Nullable String qid, KvStatus status, String sentence) {
        begin(answer, qid, "KV_ERR", status);
        answer.putText(",\"m\":");
        JsonOutput.string(answer, sentence);
        end(answer);
    }
}
