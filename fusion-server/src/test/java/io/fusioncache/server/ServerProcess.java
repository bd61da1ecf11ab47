package io.fusioncache.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, as it runs in earnest. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENER = Pattern.compile("INFO (\\w+) at \\w+://127\\.0\\.0\\.1:(\\d+)/$");
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Process process;
    private final BufferedReader log;
    private final Map<String, Integer> ports = new HashMap<>();
    private final List<String> logged = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        this.log = process.errorReader(StandardCharsets.UTF_8);
    }

    /** The command that runs a server with these settings ({@code name=value}). */
    public static List<String> command(List<String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        settings.forEach(setting -> command.add("--set=" + setting));
        return command;
    }

    /** Starts a server with these settings ({@code name=value}) on free ports, and waits until it is ready. */
    public static ServerProcess start(String... settings) throws IOException {
        List<String> all = new ArrayList<>(FreePorts.assignments());
        all.addAll(List.of(settings));
        ServerProcess server = new ServerProcess(new ProcessBuilder(command(all)).start());
        server.awaitLine("INFO Fusion ready$");
        return server;
    }

    /** Where an interface listens. */
    public int port(String listener) {
        return Objects.requireNonNull(ports.get(listener), listener);
    }

    /** Sends TERM. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would close its streams as well.
    }

    /** Reads the log until a line has that. */
    public void awaitLine(String pattern) throws IOException {
        String line = log.readLine();
        while (line != null) {
            logged.add(line);
            Matcher listener = LISTENER.matcher(line);
            if (listener.find()) {
                ports.put(listener.group(1), Integer.parseInt(listener.group(2)));
            }
            if (Pattern.compile(pattern).matcher(line).find()) {
                return;
            }
            line = log.readLine();
        }
        throw new AssertionError("no line with " + pattern);
    }

    /** The lines of the log that have been read. */
    public List<String> logged() {
        return List.copyOf(logged);
    }

    /** Waits for the end of the process; its status. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    /** Everything on standard output. */
    public String output() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
