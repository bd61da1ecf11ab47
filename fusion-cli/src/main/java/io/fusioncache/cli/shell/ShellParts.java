package io.fusioncache.cli.shell;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.Console;
import java.time.Duration;

/**
 * What the shell is made of, put together.
 *
 * @param link the way to the server
 * @param names what the server holds, for completion
 * @param preferences what a person may change
 * @param screen where things are shown
 * @param waiting waits for answers
 * @param caller sends and waits
 * @param answers shows answers
 * @param monitor shows what others do
 */
record ShellParts(
        Link link,
        LiveNames names,
        Preferences preferences,
        Screen screen,
        Waiting waiting,
        Caller caller,
        Answers answers,
        MonitorView monitor)
        implements AutoCloseable {
    /**
     * Puts them together.
     *
     * @param patience how long Tab may wait for names
     */
    static ShellParts of(Settings settings, Console console, Screen screen, Duration patience) {
        Link link = new Link(settings, console);
        Preferences preferences =
                new Preferences(settings.format(console.outIsTerminal()), settings.isOn(Setting.TIMING));
        LiveNames names = new LiveNames(link::current, preferences, patience);
        Waiting waiting = new Waiting(screen);
        return new ShellParts(
                link,
                names,
                preferences,
                screen,
                waiting,
                new Caller(link, names, waiting, console.nanoTime()),
                new Answers(screen, preferences, new Pager(console.variables())),
                new MonitorView(link, screen, waiting));
    }

    @Override
    public void close() {
        link.close();
    }
}
