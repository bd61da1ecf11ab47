package io.fusioncache.server;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationException;
import io.fusioncache.common.config.Setting;
import io.fusioncache.server.ops.EventLog;
import io.fusioncache.server.ops.ServiceManager;
import io.fusioncache.server.query.ServerFacts;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sun.misc.Signal;

/** A running server as a process: what it tells the log and the service manager, and which signals it obeys. */
final class Service {
    private static final int OK = 0;

    /** For so long the processors are left to the end of the start, and to those who waited for it. */
    private static final Duration FIRST_CLIENTS = Duration.ofMillis(500);

    private final EventLog log;
    private final ServiceManager manager;

    Service(EventLog log, ServiceManager manager) {
        this.log = log;
        this.manager = manager;
    }

    /**
     * Serves until a signal ends the process. The signal runs the hook, which stops the server and then ends the
     * process with 0 itself: left alone, Java would end it with 128 and the signal's number, which is not how a clean
     * stop looks.
     *
     * @param reread reads the configuration anew
     */
    void run(FusionServer server, Supplier<Configuration> reread) {
        for (ServerFacts.Listener listener : server.listeners()) {
            String scheme = switch (listener.name()) {
                case "rest" -> "http";
                case "resp" -> "redis";
                default -> "ws";
            };
            log.event(listener.name() + " at " + scheme + "://" + address(listener) + "/");
        }
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("fusion-stop").unstarted(() -> {
                    log.event("Fusion stopping");
                    server.stop();
                    log.event("Fusion stopped");
                    log.finish();
                    Runtime.getRuntime().halt(OK);
                }));
        if (manager.listens()) {
            onHangUp(() -> reload(server, reread));
        }
        log.event("Fusion ready");
        manager.ready(serving(server));
        try {
            if (!server.awaitStop(FIRST_CLIENTS)) {
                EarlyClasses.forQueries();
                server.awaitStop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * HUP means "read your configuration again" only from a service manager. From a terminal it means that the terminal
     * is gone, and ends the server in good order as TERM does.
     */
    private static void onHangUp(Runnable task) {
        Signal.handle(new Signal("HUP"), signal -> task.run());
    }

    /** Takes over what can change while the server runs. A configuration that is not valid changes nothing. */
    void reload(FusionServer server, Supplier<Configuration> reread) {
        try {
            List<Setting<?>> waiting = server.reload(reread.get());
            log.event("configuration read again");
            if (!waiting.isEmpty()) {
                log.warning("not changed before the next start: "
                        + waiting.stream().map(Setting::name).collect(Collectors.joining(", ")));
            }
            manager.status(serving(server));
        } catch (ConfigurationException e) {
            log.warning("configuration not read again, the former one holds: " + e.line());
            manager.status(serving(server) + "; the changed configuration is not valid: " + e.line());
        }
    }

    private static String serving(FusionServer server) {
        return server.listeners().stream()
                .map(listener -> listener.name() + " " + address(listener))
                .collect(Collectors.joining(", ", "Serving ", ""));
    }

    private static String address(ServerFacts.Listener listener) {
        String host = listener.ip().contains(":") ? "[" + listener.ip() + "]" : listener.ip();
        return host + ":" + listener.port();
    }
}
