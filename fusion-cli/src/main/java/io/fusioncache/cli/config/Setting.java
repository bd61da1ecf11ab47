package io.fusioncache.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every option that all commands take, with its flag, its name in the file and its environment variable. */
public enum Setting {
    URL("URL", "FUSION_URL", true, "Address of the server (default ws://127.0.0.1:1982); wss:// for TLS."),
    USER("NAME", "FUSION_USER", true, "User to log in as."),
    ASKPASS(null, null, false, "Ask for the password on the terminal."),
    PASSWORD_FILE("FILE", null, true, "File whose first line is the password. FUSION_PASSWORD holds one too."),
    CACERT("FILE", null, true, "Certificates to trust (PEM)."),
    CERT("FILE", null, true, "Certificate of this client (PEM)."),
    KEY("FILE", null, true, "Private key of this client (PEM, PKCS #8)."),
    INSECURE(null, null, true, "Trust any certificate."),
    CONNECT_TIMEOUT("SECS", null, true, "Longest wait for a connection (default 5)."),
    TIMEOUT("SECS", null, true, "Longest wait for an answer (default 60)."),
    OUTPUT("FORMAT", null, true, "pretty, json, raw, table or csv (default pretty on a terminal, else json)."),
    COLOR("WHEN", null, true, "always, never or auto (default)."),
    TIMING(null, null, true, "Tell on standard error how long each answer took."),
    PROGRESS(null, null, true, "Show progress although standard error is no terminal."),
    QUIET(null, null, true, "No progress and no summary on standard error."),
    DEBUG(null, null, true, "Show the trace of a defect."),
    CONFIG("FILE", "FUSION_CONFIG", false, "File of settings (default ~/.config/fusion/cli.properties).");

    private final @Nullable String label;
    private final @Nullable String variable;
    private final boolean inFile;
    private final String description;

    Setting(@Nullable String label, @Nullable String variable, boolean inFile, String description) {
        this.label = label;
        this.variable = variable;
        this.inFile = inFile;
        this.description = description;
    }

    /** The name in the file, such as {@code connect-timeout}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The flags, such as {@code --url}. */
    public String[] flags() {
        String flag = "--" + key();
        return this == OUTPUT ? new String[] {"-o", flag} : new String[] {flag};
    }

    /** What the value is called in the help; null for a switch. */
    public @Nullable String label() {
        return label;
    }

    /** The values there are; null when there is no list of them. */
    public @Nullable List<String> choices() {
        return switch (this) {
            case OUTPUT ->
                Arrays.stream(OutputFormat.values()).map(OutputFormat::title).toList();
            case COLOR -> List.of("always", "never", "auto");
            default -> null;
        };
    }

    /** The environment variable, or null. */
    public @Nullable String variable() {
        return variable;
    }

    public String description() {
        return description;
    }

    /** The setting of that name in the file, if the file may hold it. */
    static Optional<Setting> ofKey(String key) {
        return inFile().filter(setting -> setting.key().equals(key)).findFirst();
    }

    static Stream<Setting> inFile() {
        return Arrays.stream(values()).filter(setting -> setting.inFile);
    }
}
