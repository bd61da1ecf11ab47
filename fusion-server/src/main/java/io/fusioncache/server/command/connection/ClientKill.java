package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import java.util.function.Predicate;

/** {@code CLIENT KILL ip:port}, or filters of which all must fit. */
public final class ClientKill extends Command {
    /** The command. */
    public ClientKill() {
        super("CLIENT KILL");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() == 3) {
            String address = call.text(2);
            if (kill(call, client -> client.connection().address().equals(address), false) == 0) {
                throw new CommandException("ERR No such client");
            }
            call.reply().status("OK");
            return;
        }
        if (call.count() % 2 != 0) {
            throw new CommandException(Errors.SYNTAX);
        }
        Predicate<ClientSession> filter = client -> true;
        boolean spareMe = true;
        for (int i = 2; i < call.count(); i += 2) {
            if (call.is(i, "SKIPME")) {
                spareMe = isYes(call, i + 1);
            } else {
                filter = filter.and(filter(call, i));
            }
        }
        call.reply().integer(kill(call, filter, spareMe));
    }

    private static boolean isYes(Invocation call, int index) {
        if (call.is(index, "YES")) {
            return true;
        }
        if (call.is(index, "NO")) {
            return false;
        }
        throw new CommandException(Errors.SYNTAX);
    }

    private static Predicate<ClientSession> filter(Invocation call, int index) {
        String wanted = call.text(index + 1);
        if (call.is(index, "ID")) {
            long id = call.integer(index + 1, "ERR client-id should be greater than 0");
            if (id < 1) {
                throw new CommandException("ERR client-id should be greater than 0");
            }
            return client -> client.id() == id;
        }
        if (call.is(index, "ADDR")) {
            return client -> client.connection().address().equals(wanted);
        }
        if (call.is(index, "LADDR")) {
            return client -> client.connection().localAddress().equals(wanted);
        }
        if (call.is(index, "TYPE")) {
            String type = ClientType.check(wanted);
            return client -> type.equals("normal");
        }
        if (call.is(index, "USER")) {
            if (!wanted.equals("default")) {
                throw new CommandException("ERR No such user '" + wanted + "'");
            }
            return client -> true;
        }
        throw new CommandException(Errors.SYNTAX);
    }

    private static long kill(Invocation call, Predicate<ClientSession> filter, boolean spareMe) {
        long killed = 0;
        for (ClientSession client : call.services().clients().all()) {
            boolean me = client.id() == call.client().id();
            if (filter.test(client) && !(me && spareMe)) {
                killed++;
                if (me) {
                    client.closeAfterReply();
                } else {
                    client.connection().close();
                }
            }
        }
        return killed;
    }
}
