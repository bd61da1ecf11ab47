package io.fusioncache.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command: its options as a model, and what it does. */
interface Command {
    /** The options and arguments of its own; those that every command takes are added to it. */
    CommandSpec model();

    /** Runs it; failures are {@code CliException}s. */
    void run(ParseResult arguments, Session session);
}
