package io.fusioncache.server.net.resp;

import io.fusioncache.server.command.ClientRegistry;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.ops.Traffic;
import java.util.concurrent.Executor;

/**
 * What RESP connections work with.
 *
 * @param settings limits
 * @param dispatcher runs the commands
 * @param clients who is connected
 * @param memory who pays for buffers
 * @param workers run commands that may take long
 * @param traffic what is counted
 */
public record RespEnvironment(
        RespSettings settings,
        CommandDispatcher dispatcher,
        ClientRegistry clients,
        ClientMemory memory,
        Executor workers,
        Traffic traffic) {}
