package io.fusioncache.common.command;

import static io.fusioncache.common.command.CommandFlag.ADMIN;
import static io.fusioncache.common.command.CommandFlag.DENYOOM;
import static io.fusioncache.common.command.CommandFlag.FAST;
import static io.fusioncache.common.command.CommandFlag.READONLY;
import static io.fusioncache.common.command.CommandFlag.SLOW;
import static io.fusioncache.common.command.CommandFlag.WRITE;
import static io.fusioncache.common.command.CommandSpec.flags;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every text command, in the order of the reference. */
public final class CommandTable {
    private static final KeyPositions ONE = new KeyPositions(1, 1, 1);
    private static final KeyPositions TWO = new KeyPositions(1, 2, 1);
    private static final KeyPositions ALL = new KeyPositions(1, -1, 1);
    private static final KeyPositions PAIRS = new KeyPositions(1, -1, 2);

    private static final Set<CommandFlag> FAST_READ = flags(READONLY, FAST);
    private static final Set<CommandFlag> READ = flags(READONLY);
    private static final Set<CommandFlag> SLOW_READ = flags(READONLY, SLOW);
    private static final Set<CommandFlag> FAST_CHANGE = flags(WRITE, FAST);
    private static final Set<CommandFlag> CHANGE = flags(WRITE);
    private static final Set<CommandFlag> FAST_STORE = flags(WRITE, DENYOOM, FAST);
    private static final Set<CommandFlag> STORE = flags(WRITE, DENYOOM);
    private static final Set<CommandFlag> NEITHER = flags();
    private static final Set<CommandFlag> QUICK = flags(FAST);
    private static final Set<CommandFlag> ADMINISTRATION = flags(ADMIN);

    private static final List<CommandSpec> ALL_SPECS = Stream.of(
                    connection(), strings(), keys(), json(), fusion(), objects(), server())
            .flatMap(List::stream)
            .toList();
    private static final Map<String, CommandSpec> BY_NAME =
            ALL_SPECS.stream().collect(Collectors.toUnmodifiableMap(CommandSpec::name, Function.identity()));

    private CommandTable() {}

    /** Every command, in the order of the reference; subcommands within their containers. */
    public static List<CommandSpec> all() {
        return ALL_SPECS;
    }

    /**
     * The command of that name, in any case of letters; a subcommand's with its container, {@code config get} or
     * {@code config|get}.
     *
     * @return null when there is none
     */
    public static @Nullable CommandSpec find(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('|', ' ');
        int blank = wanted.indexOf(' ');
        if (blank < 0) {
            return BY_NAME.get(wanted);
        }
        CommandSpec container = BY_NAME.get(wanted.substring(0, blank));
        if (container == null) {
            return null;
        }
        return container.subcommands().stream()
                .filter(spec -> spec.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static List<CommandSpec> connection() {
        Rows rows = new Rows(CommandGroup.CONNECTION);
        return List.of(
                rows.row("PING", "[message]", QUICK, "Answers PONG, or the message", "1.0.0"),
                rows.row("ECHO", "message", QUICK, "Answers the message", "1.0.0"),
                rows.row("QUIT", "", QUICK, "Answers OK and closes the connection", "1.0.0"),
                rows.row(
                        "HELLO",
                        "[protover] [AUTH username password] [SETNAME clientname]",
                        QUICK,
                        "Chooses the protocol version and tells about the server",
                        "6.0.0"),
                rows.row("AUTH", "[username] password", QUICK, "Accepted only for the default user", "1.0.0"),
                rows.row("SELECT", "index", QUICK, "Chooses a database; there is database 0 only", "1.0.0"),
                rows.row("CLIENT", "subcommand [argument ...]", NEITHER, "Tells about connections", "2.4.0")
                        .withSubcommands(
                                rows.row("CLIENT ID", "", NEITHER, "Number of this connection", "5.0.0"),
                                rows.row("CLIENT GETNAME", "", NEITHER, "Name of this connection", "2.6.9"),
                                rows.row(
                                        "CLIENT SETNAME", "connection-name", NEITHER, "Names this connection", "2.6.9"),
                                rows.row(
                                        "CLIENT SETINFO",
                                        "attribute value",
                                        NEITHER,
                                        "Says which library the client uses: LIB-NAME or LIB-VER",
                                        "7.2.0"),
                                rows.row(
                                        "CLIENT LIST",
                                        "[TYPE client-type] [ID client-id [client-id ...]]",
                                        ADMINISTRATION,
                                        "Connections, one in a line",
                                        "2.4.0"),
                                rows.row("CLIENT INFO", "", NEITHER, "This connection, as in CLIENT LIST", "6.2.0"),
                                rows.row(
                                        "CLIENT KILL",
                                        "filter [filter ...]",
                                        ADMINISTRATION,
                                        "Closes connections by ip:port, or by ID, ADDR, LADDR, TYPE, USER, SKIPME",
                                        "2.4.0"),
                                rows.row(
                                        "CLIENT NO-EVICT",
                                        "enabled",
                                        ADMINISTRATION,
                                        "Accepted; connections are never evicted for memory",
                                        "7.0.0"),
                                rows.row(
                                        "CLIENT NO-TOUCH",
                                        "enabled",
                                        NEITHER,
                                        "Reads of this connection no longer count as use of a key",
                                        "7.2.0"),
                                rows.row(
                                        "CLIENT STOP-ON-ERROR",
                                        "enabled",
                                        NEITHER,
                                        "Commands behind one that fails are skipped, until this is sent again",
                                        "0.1.0"),
                                rows.row("CLIENT HELP", "", NEITHER, "The subcommands", "5.0.0")),
                rows.row("COMMAND", "[argument ...]", NEITHER, "Tells about every command", "2.8.13")
                        .withSubcommands(
                                rows.row("COMMAND COUNT", "", NEITHER, "Number of commands", "2.8.13"),
                                rows.row(
                                        "COMMAND DOCS",
                                        "[command-name ...]",
                                        NEITHER,
                                        "Summary and arguments of commands",
                                        "7.0.0"),
                                rows.row(
                                        "COMMAND INFO",
                                        "[command-name ...]",
                                        NEITHER,
                                        "Arity, flags and key positions of commands",
                                        "2.8.13"),
                                rows.row(
                                        "COMMAND LIST",
                                        "[FILTERBY filter-by value]",
                                        NEITHER,
                                        "Names of commands, by MODULE, ACLCAT or PATTERN",
                                        "7.0.0"),
                                rows.row("COMMAND HELP", "", NEITHER, "The subcommands", "5.0.0")),
                rows.row("RESET", "", QUICK, "Makes the connection as it was when it was new", "6.2.0"));
    }

    private static List<CommandSpec> strings() {
        Rows rows = new Rows(CommandGroup.STRINGS);
        return List.of(
                rows.row("GET", "key", ONE, FAST_READ, "Value of a key", "1.0.0"),
                rows.row(
                        "SET",
                        "key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds"
                                + " | PXAT unix-time-milliseconds | KEEPTTL]",
                        ONE,
                        STORE,
                        "Stores a string",
                        "1.0.0"),
                rows.row("SETNX", "key value", ONE, FAST_STORE, "Stores a string unless the key exists", "1.0.0"),
                rows.row(
                        "SETEX",
                        "key seconds value",
                        ONE,
                        STORE,
                        "Stores a string with a time to live in seconds",
                        "2.0.0"),
                rows.row(
                        "PSETEX",
                        "key milliseconds value",
                        ONE,
                        STORE,
                        "Stores a string with a time to live in milliseconds",
                        "2.6.0"),
                rows.row("MGET", "key [key ...]", ALL, FAST_READ, "Values of several keys", "1.0.0"),
                rows.row("MSET", "key value [key value ...]", PAIRS, STORE, "Stores several strings at once", "1.0.1"),
                rows.row(
                        "MSETNX",
                        "key value [key value ...]",
                        PAIRS,
                        STORE,
                        "Stores several strings unless one of the keys exists",
                        "1.0.1"),
                rows.row("GETSET", "key value", ONE, FAST_STORE, "Stores a string and answers the old value", "1.0.0"),
                rows.row("GETDEL", "key", ONE, FAST_CHANGE, "Removes a key and answers its value", "6.2.0"),
                rows.row(
                        "GETEX",
                        "key [EX seconds | PX milliseconds | EXAT unix-time-seconds"
                                + " | PXAT unix-time-milliseconds | PERSIST]",
                        ONE,
                        FAST_CHANGE,
                        "Value of a key, whose time to live is changed",
                        "6.2.0"),
                rows.row("APPEND", "key value", ONE, FAST_STORE, "Adds to the end of a string", "2.0.0"),
                rows.row("STRLEN", "key", ONE, FAST_READ, "Length of a value, in bytes", "2.2.0"),
                rows.row("INCR", "key", ONE, FAST_STORE, "Adds one to a number", "1.0.0"),
                rows.row("DECR", "key", ONE, FAST_STORE, "Takes one from a number", "1.0.0"),
                rows.row("INCRBY", "key integer", ONE, FAST_STORE, "Adds to a number", "1.0.0"),
                rows.row("DECRBY", "key integer", ONE, FAST_STORE, "Takes from a number", "1.0.0"),
                rows.row("INCRBYFLOAT", "key increment", ONE, FAST_STORE, "Adds a number with a fraction", "2.6.0"),
                rows.row("GETRANGE", "key start end", ONE, READ, "Part of a string", "2.4.0"),
                rows.row("SETRANGE", "key offset value", ONE, STORE, "Overwrites part of a string", "2.2.0"));
    }

    private static List<CommandSpec> keys() {
        Rows rows = new Rows(CommandGroup.KEYS);
        return List.of(
                rows.row("DEL", "key [key ...]", ALL, CHANGE, "Removes keys", "1.0.0"),
                rows.row("UNLINK", "key [key ...]", ALL, FAST_CHANGE, "Removes keys, as DEL does", "4.0.0"),
                rows.row("EXISTS", "key [key ...]", ALL, FAST_READ, "How many of the keys exist", "1.0.0"),
                rows.row("TYPE", "key", ONE, FAST_READ, "string, json, composite or none", "1.0.0"),
                rows.row(
                        "EXPIRE",
                        "key seconds [NX | XX | GT | LT]",
                        ONE,
                        FAST_CHANGE,
                        "Sets the time to live in seconds",
                        "1.0.0"),
                rows.row(
                        "PEXPIRE",
                        "key milliseconds [NX | XX | GT | LT]",
                        ONE,
                        FAST_CHANGE,
                        "Sets the time to live in milliseconds",
                        "2.6.0"),
                rows.row(
                        "EXPIREAT",
                        "key unix-time-seconds [NX | XX | GT | LT]",
                        ONE,
                        FAST_CHANGE,
                        "Sets the second at which a key expires",
                        "1.2.0"),
                rows.row(
                        "PEXPIREAT",
                        "key unix-time-milliseconds [NX | XX | GT | LT]",
                        ONE,
                        FAST_CHANGE,
                        "Sets the millisecond at which a key expires",
                        "2.6.0"),
                rows.row("TTL", "key", ONE, FAST_READ, "Time to live in seconds", "1.0.0"),
                rows.row("PTTL", "key", ONE, FAST_READ, "Time to live in milliseconds", "2.6.0"),
                rows.row("EXPIRETIME", "key", ONE, FAST_READ, "The second at which a key expires", "7.0.0"),
                rows.row("PERSIST", "key", ONE, FAST_CHANGE, "Takes the time to live away", "2.2.0"),
                rows.row("RENAME", "key newkey", TWO, CHANGE, "Renames a key", "1.0.0"),
                rows.row(
                        "RENAMENX",
                        "key newkey",
                        TWO,
                        FAST_CHANGE,
                        "Renames a key unless the new name exists",
                        "1.0.0"),
                rows.row("RANDOMKEY", "", READ, "Any one key", "1.0.0"),
                rows.row("KEYS", "pattern", SLOW_READ, "Every key that a glob pattern matches", "1.0.0"),
                rows.row(
                        "SCAN",
                        "cursor [MATCH pattern] [COUNT count] [TYPE type]",
                        READ,
                        "Some of the keys, and where to go on",
                        "2.8.0"),
                rows.row("DBSIZE", "", FAST_READ, "Number of keys", "1.0.0"),
                rows.row("FLUSHDB", "[ASYNC | SYNC]", flags(WRITE, SLOW), "Removes every key", "1.0.0"),
                rows.row("FLUSHALL", "[ASYNC | SYNC]", flags(WRITE, SLOW), "Removes every key", "1.0.0"),
                rows.row("TOUCH", "key [key ...]", ALL, FAST_READ, "Counts as a use of the keys", "3.2.1"),
                rows.row("OBJECT", "subcommand [argument ...]", READ, "Tells how a key is held", "2.2.3")
                        .withSubcommands(
                                rows.row(
                                        "OBJECT ENCODING",
                                        "key",
                                        new KeyPositions(2, 2, 1),
                                        READ,
                                        "How the value is held",
                                        "2.2.3"),
                                rows.row(
                                        "OBJECT FREQ",
                                        "key",
                                        new KeyPositions(2, 2, 1),
                                        READ,
                                        "Logarithmic count of a key's uses, under an LFU policy",
                                        "4.0.0"),
                                rows.row(
                                        "OBJECT IDLETIME",
                                        "key",
                                        new KeyPositions(2, 2, 1),
                                        READ,
                                        "Seconds since a key's last use, unless under an LFU policy",
                                        "2.2.3"),
                                rows.row("OBJECT HELP", "", NEITHER, "The subcommands", "6.2.0")));
    }

    private static List<CommandSpec> json() {
        Rows rows = new Rows(CommandGroup.JSON);
        return List.of(
                rows.row("JSON.GET", "key [path ...]", ONE, READ, "A value, or what a path in it points to", "1.0.0"),
                rows.row(
                        "JSON.SET",
                        "key path json [NX | XX]",
                        ONE,
                        STORE,
                        "Stores JSON at the root or at a path",
                        "1.0.0"),
                rows.row("JSON.DEL", "key [path]", ONE, CHANGE, "Removes a key, or what a path points to", "1.0.0"),
                rows.row("JSON.TYPE", "key [path]", ONE, READ, "JSON type of what a path points to", "1.0.0"),
                rows.row(
                        "JSON.MGET",
                        "key [key ...] path",
                        new KeyPositions(1, -2, 1),
                        READ,
                        "What a path points to in several keys",
                        "1.0.0"),
                rows.row(
                        "JSON.ARRAPPEND",
                        "key path value [value ...]",
                        ONE,
                        STORE,
                        "Adds to the end of an array; answers its length",
                        "1.0.0"),
                rows.row(
                        "JSON.STRAPPEND",
                        "key [path] value",
                        ONE,
                        STORE,
                        "Adds to the end of a string; answers its length",
                        "1.0.0"),
                rows.row("JSON.NUMINCRBY", "key path increment", ONE, STORE, "Adds to a number", "1.0.0"));
    }

    private static List<CommandSpec> fusion() {
        Rows rows = new Rows(CommandGroup.FUSION);
        return List.of(
                rows.row(
                        "FUSE",
                        "composite fragment [fragment ...]",
                        ALL,
                        STORE,
                        "Declares the fragments of a composite, or replaces the whole list",
                        "0.1.0"),
                rows.row(
                        "GET_FUSED",
                        "composite [JSON]",
                        ONE,
                        FAST_READ,
                        "The fragments put together, with their values as strings or as JSON",
                        "0.1.0"),
                rows.row(
                        "UNFUSE",
                        "composite [composite ...]",
                        ALL,
                        CHANGE,
                        "Removes composites; their fragments stay",
                        "0.1.0"),
                rows.row(
                        "FUSE_INFO",
                        "composite",
                        ONE,
                        READ,
                        "Fragments, which are missing, clean or dirty, bytes kept, times composed, hits",
                        "0.1.0"),
                rows.row("COMPOSITES", "[pattern]", SLOW_READ, "Names of composites, sorted", "0.1.0"),
                rows.row("FUSED_BY", "fragment", ONE, SLOW_READ, "Composites that use a fragment, sorted", "0.1.0"));
    }

    private static List<CommandSpec> objects() {
        Rows rows = new Rows(CommandGroup.OBJECTS);
        return List.of(rows.row("FQL", "query", NEITHER, "Runs an FQL query and answers its JSON", "0.1.0"));
    }

    private static List<CommandSpec> server() {
        Rows rows = new Rows(CommandGroup.SERVER);
        return List.of(
                rows.row("INFO", "[section ...]", NEITHER, "Facts and counters of the server", "1.0.0"),
                rows.row("CONFIG", "subcommand [argument ...]", NEITHER, "Reads and changes settings", "2.0.0")
                        .withSubcommands(
                                rows.row(
                                        "CONFIG GET",
                                        "parameter [parameter ...]",
                                        ADMINISTRATION,
                                        "Settings whose name a glob pattern matches",
                                        "2.0.0"),
                                rows.row(
                                        "CONFIG SET",
                                        "parameter value [parameter value ...]",
                                        ADMINISTRATION,
                                        "Changes settings while the server runs",
                                        "2.0.0"),
                                rows.row(
                                        "CONFIG REWRITE",
                                        "",
                                        ADMINISTRATION,
                                        "Writes the changed settings to the configuration file",
                                        "2.8.0"),
                                rows.row("CONFIG HELP", "", NEITHER, "The subcommands", "5.0.0")),
                rows.row("MEMORY", "subcommand [argument ...]", READ, "Tells about memory", "4.0.0")
                        .withSubcommands(
                                rows.row(
                                        "MEMORY USAGE",
                                        "key [SAMPLES count]",
                                        new KeyPositions(2, 2, 1),
                                        READ,
                                        "Bytes that a key and its value take",
                                        "4.0.0"),
                                rows.row("MEMORY STATS", "", NEITHER, "What takes memory", "4.0.0"),
                                rows.row("MEMORY HELP", "", NEITHER, "The subcommands", "4.0.0")),
                rows.row("SLOWLOG", "subcommand [argument ...]", NEITHER, "Commands that took long", "2.2.12")
                        .withSubcommands(
                                rows.row("SLOWLOG GET", "[count]", ADMINISTRATION, "The newest entries", "2.2.12"),
                                rows.row("SLOWLOG LEN", "", ADMINISTRATION, "Number of entries", "2.2.12"),
                                rows.row("SLOWLOG RESET", "", ADMINISTRATION, "Forgets the entries", "2.2.12"),
                                rows.row("SLOWLOG HELP", "", NEITHER, "The subcommands", "6.2.0")),
                rows.row("LATENCY", "subcommand [argument ...]", NEITHER, "No latency events are kept", "2.8.13")
                        .withSubcommands(
                                rows.row("LATENCY LATEST", "", ADMINISTRATION, "An empty list", "2.8.13"),
                                rows.row("LATENCY HISTORY", "event", ADMINISTRATION, "An empty list", "2.8.13"),
                                rows.row("LATENCY RESET", "[event ...]", ADMINISTRATION, "Answers 0", "2.8.13"),
                                rows.row("LATENCY HELP", "", NEITHER, "The subcommands", "2.8.13")),
                rows.row("DEBUG", "subcommand [argument ...]", ADMINISTRATION, "Refused", "1.0.0"),
                rows.row(
                        "SHUTDOWN",
                        "[NOSAVE | SAVE] [NOW] [FORCE] [ABORT]",
                        ADMINISTRATION,
                        "Stops the server cleanly",
                        "1.0.0"),
                rows.row("TIME", "", QUICK, "The server's clock: seconds and microseconds", "2.6.0"),
                rows.row(
                        "MONITOR",
                        "",
                        ADMINISTRATION,
                        "Sends every command that is run, until the connection closes",
                        "1.0.0"));
    }

    /** Rows of one group. */
    private record Rows(CommandGroup group) {
        CommandSpec row(String name, String syntax, Set<CommandFlag> flags, String summary, String since) {
            return row(name, syntax, KeyPositions.NONE, flags, summary, since);
        }

        CommandSpec row(
                String name, String syntax, KeyPositions keys, Set<CommandFlag> flags, String summary, String since) {
            return CommandSpec.of(name, group, syntax, keys, flags, summary, since);
        }
    }
}
