package io.fusioncache.cli.command;

import io.fusioncache.cli.config.Settings;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * How often something is measured.
 *
 * @param interval between two lines
 * @param count how many lines; 0 is until interrupted
 */
record Periods(Duration interval, int count) {
    private static final int LINES_A_HEADING = 20;

    static void addTo(CommandSpec model) {
        model.addOption(Arguments.value("-i", "SECS", "Seconds between two lines (default 1)."));
        model.addOption(Arguments.value("--count", "N", "End after so many lines (default 0: until interrupted)."));
    }

    static Periods of(ParseResult arguments) {
        Duration interval = Settings.seconds("-i", arguments.matchedOptionValue("-i", "1"));
        return new Periods(interval, Arguments.number(arguments, "--count", 0, 0, Integer.MAX_VALUE));
    }

    /** True when this line, from 0, is still to be printed. */
    boolean includes(int line) {
        return count == 0 || line < count;
    }

    /** True when the heading comes before this line, from 0. */
    static boolean isHeadingBefore(int line) {
        return line % LINES_A_HEADING == 0;
    }
}
