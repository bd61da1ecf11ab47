package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.CommandServices;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.composite.ComposedResult;
import io.fusioncache.server.engine.composite.ResultForm;

/** {@code GET_FUSED composite [JSON]}. */
public final class GetFused extends Command {
    /** The command. */
    public GetFused() {
        super("GET_FUSED");
    }

    @Override
    protected boolean isSlow(byte[][] arguments, boolean copies, CommandServices services) {
        ResultForm form = arguments.length == 3 ? ResultForm.JSON : ResultForm.STRINGS;
        return arguments.length > 1 && services.composites().isSlow(arguments[1], form, copies);
    }

    @Override
    public void run(Invocation call) {
        boolean isJson = call.count() == 3 && call.is(2, "JSON");
        if (call.count() > 2 && !isJson) {
            throw new CommandException(Errors.SYNTAX);
        }
        ComposedResult result =
                call.services().composites().read(call.key(1), isJson ? ResultForm.JSON : ResultForm.STRINGS);
        if (result == null) {
            call.reply().nil();
        } else {
            call.reply().json(result.json());
        }
    }
}
