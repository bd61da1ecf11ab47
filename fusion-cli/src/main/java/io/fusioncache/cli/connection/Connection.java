package io.fusioncache.cli.connection;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.FileFaults;
import io.fusioncache.common.client.ClientSettings;
import io.fusioncache.common.client.CommandText;
import io.fusioncache.common.client.FusionClient;
import io.fusioncache.common.client.FusionClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client made from the settings, and its failures as exit statuses. */
public final class Connection implements AutoCloseable {
    private final FusionClient client;
    private final Duration timeout;
    private final List<String> logIn;

    private Connection(FusionClient client, Duration timeout, List<String> logIn) {
        this.client = client;
        this.timeout = timeout;
        this.logIn = logIn;
    }

    /** Connects, and logs in when a user or a password is given. */
    public static Connection open(Settings settings, Console console) {
        return open(settings.client(), settings, console);
    }

    /**
     * Connects to another interface of the server.
     *
     * @param address in place of the one that the settings give
     */
    public static Connection open(ClientSettings address, Settings settings, Console console) {
        List<String> logIn = logInWords(settings.user(), password(settings, console));
        FusionClient client;
        try {
            client = FusionClient.connect(address);
        } catch (FusionClientException e) {
            throw failure(e);
        }
        Connection connection = new Connection(client, settings.timeout(), logIn);
        boolean accepted = false;
        try {
            connection.logIn();
            accepted = true;
        } finally {
            if (!accepted) {
                connection.close();
            }
        }
        return connection;
    }

    /** The words that it logged in with, for whoever makes more connections; none when it did not. */
    public List<String> logInWords() {
        return logIn;
    }

    /**
     * Sends a request of any kind.
     *
     * @param text a text command on one line, or a query or key-value command in JSON
     * @return its answers: one, or for a key-value command in JSON any number
     */
    public CompletableFuture<List<String>> send(String text, boolean isJson) {
        if (!isJson) {
            return client.commandLine(text).thenApply(List::of);
        }
        return FusionClient.isKeyValueCommand(text)
                ? client.keyValue(text)
                : client.query(text).thenApply(List::of);
    }

    /** What a future of the client's failed with, as the end of a run. */
    public static CliException failure(@Nullable Throwable cause) {
        Throwable raised = cause instanceof CompletionException wrapped ? wrapped.getCause() : cause;
        if (raised instanceof FusionClientException failure) {
            return failure(failure);
        }
        throw new IllegalStateException("a future failed with what no client raises", raised);
    }

    /** The longest wait for an answer. */
    public Duration timeout() {
        return timeout;
    }

    /** The client, for requests. */
    public FusionClient client() {
        return client;
    }

    /**
     * Waits for an answer; an error that the server answers is an answer.
     *
     * @throws CliException when none came
     */
    public <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw new CliException(
                    ExitStatus.OUTCOME_UNKNOWN,
                    "no answer within " + timeout.toMillis() / 1000.0 + " s: outcome unknown; --timeout waits longer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitStatus.INTERRUPTED, "");
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static CliException failure(FusionClientException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NO_CONNECTION ->
                new CliException(
                        ExitStatus.NO_CONNECTION,
                        message + "\nStart a server with fusion-server, or name one with --url or FUSION_URL.");
            case TLS -> new CliException(ExitStatus.NO_CONNECTION, message);
            case NOT_AUTHENTICATED -> new CliException(ExitStatus.NOT_AUTHENTICATED, message);
            // Not sent has a known outcome, but the connection is gone all the same.
            case NOT_SENT -> new CliException(ExitStatus.NO_CONNECTION, message);
            case OUTCOME_UNKNOWN -> new CliException(ExitStatus.OUTCOME_UNKNOWN, message);
        };
    }

    private static List<String> logInWords(@Nullable String user, @Nullable String password) {
        if (user == null && password == null) {
            return List.of();
        }
        if (password == null) {
            throw new CliException(
                    ExitStatus.USAGE, "a user needs a password: --askpass, --password-file or FUSION_PASSWORD");
        }
        return user == null ? List.of("AUTH", password) : List.of("AUTH", user, password);
    }

    private void logIn() {
        if (logIn.isEmpty()) {
            return;
        }
        String answer = await(client.command(logIn));
        if (CommandText.isError(answer)) {
            throw new CliException(ExitStatus.NOT_AUTHENTICATED, "logging in failed: " + answer);
        }
    }

    private static @Nullable String password(Settings settings, Console console) {
        Path file = settings.passwordFile();
        if (settings.isOn(Setting.ASKPASS)) {
            return askPassword(console);
        }
        if (file != null) {
            try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                String first = lines.readLine();
                return first == null ? "" : first;
            } catch (IOException e) {
                throw new CliException(
                        ExitStatus.USAGE, "can't read the password in " + file + ": " + FileFaults.reason(e));
            }
        }
        String variable = console.variables().getOrDefault("FUSION_PASSWORD", "");
        return variable.isEmpty() ? null : variable;
    }

    private static String askPassword(Console console) {
        java.io.Console terminal = console.inIsTerminal() ? System.console() : null;
        char[] typed = terminal == null ? null : terminal.readPassword("Password: ");
        if (typed == null) {
            throw new CliException(ExitStatus.USAGE, "--askpass needs a terminal");
        }
        return new String(typed);
    }
}
