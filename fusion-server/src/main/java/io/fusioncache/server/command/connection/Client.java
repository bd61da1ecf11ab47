package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code CLIENT}: about connections. */
public final class Client extends Command {
    /** The command. */
    public Client() {
        super("CLIENT");
    }

    @Override
    public void run(Invocation call) {
        throw Invocation.wrongNumberOfArguments(this);
    }

    @Override
    public List<Command> subcommands() {
        return List.of(
                new ClientId(),
                new ClientGetName(),
                new ClientSetName(),
                new ClientSetInfo(),
                new ClientList(),
                new ClientInfo(),
                new ClientKill(),
                ClientSwitch.noEvict(),
                ClientSwitch.noTouch(),
                ClientSwitch.stopOnError(),
                new Help("CLIENT"));
    }
}
