package io.fusioncache.cli;

import io.fusioncache.cli.command.Program;
import io.fusioncache.cli.console.Console;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        EarlyClasses.begin();
        int status = Program.run(arguments, Console.ofProcess()).code();
        // Everything is flushed. An ordinary exit would first load the platform's logging, to ask whether to log it.
        Runtime.getRuntime().halt(status);
    }
}
