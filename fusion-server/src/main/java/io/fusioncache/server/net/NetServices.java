package io.fusioncache.server.net;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.channel.ChunkMaker;
import io.fusioncache.server.net.order.QueryPool;
import io.fusioncache.server.ops.Lifecycle;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all interfaces of a server share.
 *
 * @param clients counts the clients of all interfaces, those of Redis included
 * @param pins the newest state of the data, for reads that have to wait
 * @param endOfRound where short answers of WebSocket and REST wait
 * @param nanoTime the clock of all times, in nanoseconds
 */
public record NetServices(
        NetLimits limits,
        ClientLimit clients,
        HostGuard guard,
        MemoryAccount account,
        QueryPool pool,
        Supplier<? extends @Nullable Pin> pins,
        Lifecycle lifecycle,
        ReadBuffers readBuffers,
        ChunkMaker chunks,
        EndOfRound endOfRound,
        LongSupplier nanoTime) {}
