package io.fusioncache.server;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ConfigurationException;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.common.config.Setting;
import io.fusioncache.server.config.ListenerSettings;
import io.fusioncache.server.ops.EventLog;
import io.fusioncache.server.ops.ServiceManager;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program {@code fusion-server}. */
public final class Main {
    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final Path STANDARD_FILE = Path.of("/etc/fusion/fusion.json");

    private final Map<String, String> environment;
    private final Path standardFile;
    private final PrintStream out;
    private final PrintStream err;
    private final Runnable beforeServer;
    private final BiConsumer<FusionServer, Supplier<Configuration>> untilStopped;

    /**
     * Makes the program.
     *
     * @param standardFile the configuration that is read, if it exists, when none is named
     * @param beforeServer called when there is going to be a server, before anything of it is made
     * @param untilStopped gets the server when it runs, and what reads its configuration anew; returns when it has been
     *     stopped
     */
    Main(
            Map<String, String> environment,
            Path standardFile,
            PrintStream out,
            PrintStream err,
            Runnable beforeServer,
            BiConsumer<FusionServer, Supplier<Configuration>> untilStopped) {
        this.environment = environment;
        this.standardFile = standardFile;
        this.out = out;
        this.err = err;
        this.beforeServer = beforeServer;
        this.untilStopped = untilStopped;
    }

    /** Runs the server until it is told to stop. */
    public static void main(String[] args) {
        EventLog log = EventLog.begin(System.err, System.getenv());
        EarlyClasses.begin(log::takeOver);
        Service service = new Service(log, ServiceManager.of(System.getenv(), log::warning));
        Main program = new Main(System.getenv(), STANDARD_FILE, System.out, System.err, log::takeOver, service::run);
        int status = program.run(args);
        log.finish();
        System.exit(status);
    }

    /** Runs the program and returns the status to exit with. */
    int run(String... args) {
        CommandLine commandLine = new CommandLine(options()).setExpandAtFiles(false);
        try {
            ParseResult parsed = commandLine.parseArgs(args);
            if (parsed.isUsageHelpRequested()) {
                commandLine.usage(out);
                return OK;
            }
            if (parsed.isVersionHelpRequested()) {
                out.println("Fusion " + FusionServer.VERSION);
                return OK;
            }
            return run(parsed);
        } catch (ParameterException e) {
            err.println("fusion-server: " + e.getMessage() + " (--help shows the options)");
            return USAGE;
        } catch (ConfigurationException e) {
            err.println("fusion-server: " + e.line());
            return StartException.CONFIGURATION;
        } catch (StartException e) {
            err.println("fusion-server: " + e.getMessage());
            return e.status();
        }
    }

    private int run(ParseResult parsed) {
        Path named = parsed.matchedOptionValue("--config", standardFile);
        Path file = parsed.hasMatchedOption("--config") || Files.exists(named) ? named : null;
        Configuration configuration = configuration(parsed, file);
        if (parsed.hasMatchedOption("--print-config")) {
            for (Setting<?> setting : configuration.table().settings()) {
                out.println(setting.name() + " = " + configuration.print(setting) + "  ("
                        + configuration.origin(setting) + ")");
            }
        } else if (!parsed.hasMatchedOption("--check-config")) {
            beforeServer.run();
            untilStopped.accept(FusionServer.start(configuration, file), () -> configuration(parsed, file));
        }
        return OK;
    }

    private Configuration configuration(ParseResult parsed, @Nullable Path file) {
        ConfigurationBuilder builder = new ConfigurationBuilder(ServerSettings.table());
        if (file != null) {
            builder.file(file);
        }
        builder.environment(environment);
        if (parsed.hasMatchedOption("--fusion")) {
            builder.set(ServerSettings.FUSION_ENABLED.name(), "true", "--fusion");
        }
        parsed.matchedOptionValue("--set", List.<String>of()).forEach(builder::assignment);
        Configuration configuration = builder.build();
        ListenerSettings.check(configuration);
        return configuration;
    }

    /** The options as a model, from which the help and the manual page are made. */
    public static CommandSpec options() {
        CommandSpec spec = CommandSpec.create().name("fusion-server");
        spec.usageMessage().description("Runs a Fusion server until TERM or INT stops it.");
        spec.addOption(OptionSpec.builder("--config")
                .paramLabel("FILE")
                .type(Path.class)
                // The converter that picocli finds by itself took 20 ms of every start.
                .converters(Path::of)
                .description("Configuration to read; " + STANDARD_FILE + " when it exists and none is given.")
                .build());
        spec.addOption(OptionSpec.builder("--set")
                .paramLabel("NAME=VALUE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .description("Sets one setting, over file and environment. Repeatable.")
                .build());
        spec.addOption(OptionSpec.builder("--fusion")
                .description("Turns Cache Fusion on; the same as --set fusion.enabled=true.")
                .build());
        spec.addOption(OptionSpec.builder("--check-config")
                .description("Reads the configuration, says what is wrong with it, and exits.")
                .build());
        spec.addOption(OptionSpec.builder("--print-config")
                .description("Prints every setting and where its value came from, and exits.")
                .build());
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Prints the version and exits.")
                .build());
        spec.addOption(OptionSpec.builder("--help", "-h")
                .usageHelp(true)
                .description("Prints this and exits.")
                .build());
        return spec;
    }
}
