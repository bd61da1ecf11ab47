package io.fusioncache.cli.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.cli.command.Program;
import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.FusionServer;
import io.fusioncache.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The pages are made from the tables; {@code -Dfusion.docs.update=true} writes them anew. */
class ManualPagesTest {
    private static final Path FOLDER = Path.of("..", "man");

    private static void check(String file, ManualPage page) throws IOException {
        Path path = FOLDER.resolve(file);
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(path, page.toString());
        }
        assertEquals(
                page.toString(),
                Files.readString(path),
                file + " is stale; run the tests with -Dfusion.docs.update=true");
    }

    @Test
    void theCommandLine() throws IOException {
        CommandSpec root = Program.model();
        ManualPage page = new ManualPage("fusion-cli", 1, FusionServer.VERSION, "the command line of the Fusion server")
                .heading("Synopsis")
                .synopsis("fusion-cli [OPTION...] COMMAND [ARGUMENT...]")
                .heading("Description")
                .paragraph(OptionList.text(root))
                .paragraph("It connects over WebSocket, by default to a server on this machine.")
                .heading("Commands");
        List<CommandSpec> commands = root.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .toList();
        for (CommandSpec command : commands) {
            page.subheading(OptionList.call(command)).paragraph(OptionList.text(command));
            OptionList.write(
                    page,
                    command.options().stream()
                            .filter(option -> !option.inherited())
                            .toList());
        }
        page.heading("Options").paragraph("These may stand before and after the command.");
        OptionList.write(page, root.options());
        page.heading("Exit status");
        for (ExitStatus status : ExitStatus.values()) {
            page.entry(String.valueOf(status.code()), status.meaning());
        }
        page.heading("Environment");
        Arrays.stream(Setting.values()).forEach(setting -> {
            if (setting.variable() != null) {
                page.entry(String.valueOf(setting.variable()), setting.description());
            }
        });
        page.entry("FUSION_JAVA_OPTS", "Further options for the Java that runs the program.")
                .heading("Files")
                .entry("~/.config/fusion/cli.properties", "Settings; the options above without their dashes.")
                .heading("Examples")
                .example("""
                        fusion-cli exec SET user:1234 'two words'
                        fusion-cli exec '{"COUNT":{}}'
                        fusion-cli load --class City cities.json
                        fusion-cli dump >everything.ndjson""")
                .heading("See also")
                .paragraph("fusion-server(8), fusion.json(5)");
        check("fusion-cli.1", page);
    }

    @Test
    void theServer() throws IOException {
        CommandSpec model = Main.options();
        ManualPage page = new ManualPage("fusion-server", 8, FusionServer.VERSION, "an in-memory JSON cache server")
                .heading("Synopsis")
                .synopsis("fusion-server [OPTION...]")
                .heading("Description")
                .paragraph(OptionList.text(model))
                .paragraph(
                        "It holds typed objects with links and indexes, and keys with JSON values, all in memory. It "
                                + "answers over HTTP, WebSocket and the Redis protocol, by default to this machine only.")
                .heading("Options");
        OptionList.write(page, model.options());
        page.heading("Signals")
                .entry("TERM, INT", "Stop: nothing new is taken, queries under way finish, clients are told, exit 0.")
                .entry(
                        "HUP",
                        "From a service manager, that is with NOTIFY_SOCKET in the environment: read the "
                                + "configuration again and take over the settings that can change while the server runs. A "
                                + "configuration that is not valid changes nothing. Otherwise the same as TERM.")
                .heading("Exit status")
                .entry("0", "Stopped in good order.")
                .entry("2", "An option that does not exist or lacks its value.")
                .entry("69", "A port or an address that can't be had.")
                .entry("78", "A configuration that can't be used; the line on standard error names the setting.")
                .heading("Environment")
                .entry("FUSION_...", "A variable for each setting; fusion.json(5) names them.")
                .entry("FUSION_JAVA_OPTS", "Further options for the Java that runs the server, after its own.")
                .heading("Files")
                .entry("/etc/fusion/fusion.json", "The configuration.")
                .entry("/etc/default/fusion-server", "Environment of the service: FUSION_JAVA_OPTS, for one.")
                .heading("See also")
                .paragraph("fusion-cli(1), fusion.json(5), systemctl(1), journalctl(1)");
        check("fusion-server.8", page);
    }

    @Test
    void theConfiguration() throws IOException {
        ManualPage page = new ManualPage("fusion.json", 5, FusionServer.VERSION, "configuration of the Fusion server")
                .heading("Description")
                .paragraph(
                        "/etc/fusion/fusion.json is read by fusion-server(8). It is JSON, with one object for each dot "
                                + "in a setting's name; comments and commas after the last member are allowed. What is not set "
                                + "has its default.")
                .paragraph(
                        "A setting's environment variable is stronger than the file, and the option --set NAME=VALUE "
                                + "is stronger than both. fusion-server --check-config says what is wrong with a configuration, "
                                + "and --print-config where each value came from.")
                .paragraph("Bytes take a unit, such as 64MiB; a time takes ms, s or m, such as 30s.")
                .paragraph("Settings marked live take a new value at systemctl reload fusion-server; the others at the "
                        + "next start.")
                .heading("Settings");
        ServerSettings.table().settings().forEach(setting -> describe(page, setting));
        page.heading("Example").example("""
                        {
                            "resp": {"ip": "10.0.0.5"},
                            "memory": {"max": "75%"}, // of the Java heap
                        }""").heading("See also").paragraph("fusion-server(8), fusion-cli(1)");
        check("fusion.json.5", page);
    }

    private static <T> void describe(ManualPage page, io.fusioncache.common.config.Setting<T> setting) {
        String standard = setting.type().print(setting.standard());
        String range = setting.type().range();
        page.entry(
                setting.name() + " (" + setting.type().kind() + (setting.changeable() ? ", live)" : ")"),
                setting.description() + ".\n"
                        + (standard.isEmpty() ? "Default: none." : "Default: " + standard + ".")
                        + (range.isEmpty() ? "" : " Range: " + range + ".")
                        + "\nVariable: " + setting.variable() + ".");
    }
}
