package io.fusioncache.server;

import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.net.Pin;

/** What reads see: the objects as they were after some whole write. */
record PinnedSnapshot(Snapshot snapshot) implements Pin {
    @Override
    public void close() {
        snapshot.close();
    }
}
