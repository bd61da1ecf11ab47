package io.fusioncache.server.ops;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The service manager that started this process, when there is one: it is told when the server is ready and how it
 * stands. It asks for that by naming a datagram socket in {@code NOTIFY_SOCKET}. Java has no datagrams between
 * processes of one machine, so systemd's own {@code systemd-notify} sends them; its unit needs
 * {@code NotifyAccess=all}. Starting it takes some milliseconds, all of them after the first answer is possible.
 */
public final class ServiceManager {
    private static final String VARIABLE = "NOTIFY_SOCKET";
    private static final int LONGEST_SECONDS = 10;

    private final boolean listens;
    private final String program;
    private final Consumer<String> warnings;

    /**
     * The manager that the environment names.
     *
     * @param warnings gets a line when it can't be told; the server goes on
     */
    public static ServiceManager of(Map<String, String> environment, Consumer<String> warnings) {
        return new ServiceManager(environment, "systemd-notify", warnings);
    }

    /** @param program what sends its arguments as one message */
    ServiceManager(Map<String, String> environment, String program, Consumer<String> warnings) {
        this.listens = environment.containsKey(VARIABLE);
        this.program = program;
        this.warnings = warnings;
    }

    /** True when a service manager started this process and wants to be told. */
    public boolean listens() {
        return listens;
    }

    /** The server answers; does nothing without a manager. */
    public void ready(String status) {
        send(List.of("READY=1", "STATUS=" + status));
    }

    /** What {@code systemctl status} shows from now on; does nothing without a manager. */
    public void status(String status) {
        send(List.of("STATUS=" + status));
    }

    private void send(List<String> assignments) {
        if (!listens) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(assignments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                warn("it did not end within " + LONGEST_SECONDS + " s");
            } else if (process.exitValue() != 0) {
                warn("it ended with " + process.exitValue());
            }
        } catch (IOException e) {
            warn(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            warn("interrupted");
        }
    }

    private void warn(String reason) {
        warnings.accept("the service manager could not be told how the server stands: " + program + ": " + reason);
    }
}
