package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;

/** {@code KV_UNFUSE}. */
final class UnfuseKeys extends KvCommand {
    UnfuseKeys() {
        super("KV_UNFUSE");
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(
                name,
                key -> call.answer(
                        call.services().composites().unfuse(key) ? KvStatus.KEY_REMOVED : KvStatus.KEY_NOT_EXIST,
                        name)));
    }
}
