package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.composite.CompositeInfo;

/** {@code KV_FUSE_INFO}. */
final class FuseInfo extends KvCommand {
    FuseInfo() {
        super("KV_FUSE_INFO");
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(name, key -> {
            CompositeInfo info = call.services().composites().info(key);
            if (info == null) {
                call.answer(KvStatus.KEY_NOT_EXIST, name);
                return;
            }
            call.answer(KvStatus.OK, answer -> {
                answer.putText(",\"k\":");
                JsonOutput.string(answer, key);
                answer.putText(",\"fragments\":");
                JsonOutput.strings(answer, info.fragments());
                answer.putText(",\"missing\":");
                JsonOutput.strings(answer, info.missing());
                answer.putText(",\"state\":\"" + info.state() + "\",\"cachedBytes\":" + info.cachedBytes()
                        + ",\"composed\":" + info.compositions() + ",\"hits\":" + info.hits());
            });
        }));
    }
}
