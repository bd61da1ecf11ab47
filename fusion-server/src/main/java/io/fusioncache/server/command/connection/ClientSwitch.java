package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT NO-EVICT ON|OFF}, {@code CLIENT NO-TOUCH ON|OFF} and {@code CLIENT STOP-ON-ERROR ON|OFF}. */
public final class ClientSwitch extends Command {
    private final Setter setter;

    private final boolean doneAfterFailure;

    private ClientSwitch(String name, boolean doneAfterFailure, Setter setter) {
        super(name);
        this.doneAfterFailure = doneAfterFailure;
        this.setter = setter;
    }

    /** {@code CLIENT NO-EVICT}. */
    public static Command noEvict() {
        return new ClientSwitch("CLIENT NO-EVICT", false, ClientSession::noEvict);
    }

    /** {@code CLIENT NO-TOUCH}. */
    public static Command noTouch() {
        return new ClientSwitch("CLIENT NO-TOUCH", false, ClientSession::noTouch);
    }

    /** {@code CLIENT STOP-ON-ERROR}: whichever way it is set, the commands behind it are done again. */
    public static Command stopOnError() {
        return new ClientSwitch("CLIENT STOP-ON-ERROR", true, ClientSession::stopsOnError);
    }

    @Override
    public boolean isDoneAfterFailure() {
        return doneAfterFailure;
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
