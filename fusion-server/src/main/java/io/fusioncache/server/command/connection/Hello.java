package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;

/** {@code HELLO [protover] [AUTH username password] [SETNAME clientname]}. */
public final class Hello extends Command {
    /** The command. */
    public Hello() {
        super("HELLO");
    }

    @Override
    public void run(Invocation call) {
        ClientSession client = call.client();
        int version = client.protocol();
        if (call.count() > 1) {
            long wanted = call.integer(1, "ERR Protocol version is not an integer or out of range");
            if (wanted < 2 || wanted > 3) {
                throw new CommandException("NOPROTO unsupported protocol version");
            }
            version = (int) wanted;
        }
        String name = null;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "AUTH") && i + 2 < call.count()) {
                Credentials.check(call.text(i + 1));
                i += 2;
            } else if (call.isWithValue(i, "SETNAME")) {
                name = ConnectionName.of(call.argument(++i), "Client names");
            } else {
                throw new CommandException("ERR Syntax error in HELLO option '" + call.text(i) + "'");
            }
        }
        if (name != null) {
            client.name(name);
        }
        client.protocol(version);
        greet(call, version);
    }

    private static void greet(Invocation call, int version) {
        ReplyWriter reply = call.reply();
        reply.map(7);
        reply.bulk("server");
        reply.bulk("fusion");
        reply.bulk("version");
        reply.bulk(call.services().version());
        reply.bulk("proto");
        reply.integer(version);
        reply.bulk("id");
        reply.integer(call.client().id());
        reply.bulk("mode");
        reply.bulk("standalone");
        reply.bulk("role");
        reply.bulk("master");
        reply.bulk("modules");
        reply.array(0);
    }
}
