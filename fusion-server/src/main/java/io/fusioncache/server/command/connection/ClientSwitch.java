package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT NO-EVICT ON|OFF} and {@code CLIENT NO-TOUCH ON|OFF}. */
public final class ClientSwitch extends Command {
    private final Setter setter;

    private ClientSwitch(String name, Setter setter) {
        super(name);
        this.setter = setter;
    }

    /** {@code CLIENT NO-EVICT}. */
    public static Command noEvict() {
        return new ClientSwitch("CLIENT NO-EVICT", ClientSession::noEvict);
    }

    /** {@code CLIENT NO-TOUCH}. */
    public static Command noTouch() {
        return new ClientSwitch("CLIENT NO-TOUCH", ClientSession::noTouch);
    }

    @Override
    public void run(Invocation call) {
        boolean on = call.is(2, "ON");
        if (!on && !call.is(2, "OFF")) {
            throw new CommandException(Errors.SYNTAX);
        }
        setter.set(call.client(), on);
        call.reply().status("OK");
    }

    /** Sets one of a client's switches. */
    @FunctionalInterface
    private interface Setter {
        void set(ClientSession client, boolean on);
    }
}
