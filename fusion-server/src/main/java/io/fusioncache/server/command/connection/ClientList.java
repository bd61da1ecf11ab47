package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code CLIENT LIST [TYPE type] [ID id ...]}. */
public final class ClientList extends Command {
    /** The command. */
    public ClientList() {
        super("CLIENT LIST");
    }

    @Override
    public void run(Invocation call) {
        Stream<ClientSession> clients = call.services().clients().all().stream();
        if (call.isWithValue(2, "TYPE") && call.count() == 4) {
            String type = ClientType.check(call.text(3));
            clients = clients.filter(client -> type.equals("normal"));
        } else if (call.isWithValue(2, "ID")) {
            Set<Long> ids = new HashSet<>();
            for (int i = 3; i < call.count(); i++) {
                ids.add(call.integer(i, "ERR Invalid client ID"));
            }
            clients = clients.filter(client -> ids.contains(client.id()));
        } else if (call.count() > 2) {
            throw new CommandException(Errors.SYNTAX);
        }
        long now = call.services().clock().nanos();
        call.reply()
                .verbatim(
                        "txt",
                        clients.map(client -> ClientLine.of(client, now) + '\n').collect(Collectors.joining()));
    }
}
