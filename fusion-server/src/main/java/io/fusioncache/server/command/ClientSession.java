package io.fusioncache.server.command;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known about a client from its first command to its last. Its own commands change it, one at a time; others
 * read it ({@code CLIENT LIST}).
 */
public final class ClientSession {
    private final long id;
    private final ClientConnection connection;
    private final long createdNanos;
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();
    private long endedNanos;
    private volatile String name = "";
    private volatile String libraryName = "";
    private volatile String libraryVersion = "";
    private volatile String lastCommand = "NULL";
    private volatile int protocol = 2;
    private volatile boolean noEvict;
    private volatile boolean noTouch;
    private volatile boolean monitor;
    private volatile boolean closing;
    private volatile boolean stopsOnError;
    private volatile boolean stopped;

    /**
     * A client that is connected now.
     *
     * @param id a number that no other client of this process has or had
     * @param nanos the time, on the clock of {@link CommandClock#nanos()}
     */
    ClientSession(long id, ClientConnection connection, long nanos) {
        this.id = id;
        this.connection = connection;
        this.createdNanos = nanos;
        this.lastNanos.set(nanos);
    }

    /** The client's number. */
    public long id() {
        return id;
    }

    /** Its connection. */
    public ClientConnection connection() {
        return connection;
    }

    /** When it connected, in nanoseconds on the command clock. */
    public long createdNanos() {
        return createdNanos;
    }

    /** When its last command began, in nanoseconds on the command clock. */
    public long lastNanos() {
        return lastNanos.get();
    }

    /** The name of its last command in small letters, {@code config|get}, or {@code NULL} before the first. */
    public String lastCommand() {
        return lastCommand;
    }

    /** Commands it has sent. */
    public long commands() {
        return commands.get();
    }

    /**
     * A command of this client begins.
     *
     * @param command its name in small letters, {@code config|get}
     * @param nanos the time, on the clock of {@link CommandClock#nanos()}
     */
    @SuppressWarnings("ReferenceEquality") // Spares the writing of what is there already; a name has one text.
    public void begin(String command, long nanos) {
        // One command at a time, and others may see it a moment later: none of this has to wait for the memory.
        if (lastCommand != command) {
            lastCommand = command;
        }
        lastNanos.setRelease(nanos);
        commands.setRelease(commands.getPlain() + 1);
    }

    /** A command of this client has ended. */
    void ended(long nanos) {
        endedNanos = nanos;
    }

    /** When its last command ended, in nanoseconds on the command clock; for the thread that ran it. */
    public long endedNanos() {
        return endedNanos;
    }

    /** The name it gave itself, or an empty string. */
    public String name() {
        return name;
    }

    /** Names it. */
    public void name(String newName) {
        name = newName;
    }

    /** The client library, or an empty string. */
    public String libraryName() {
        return libraryName;
    }

    /** Says which library it uses. */
    public void libraryName(String newName) {
        libraryName = newName;
    }

    /** The client library's version, or an empty string. */
    public String libraryVersion() {
        return libraryVersion;
    }

    /** Says which version of the library it uses. */
    public void libraryVersion(String newVersion) {
        libraryVersion = newVersion;
    }

    /** 2 or 3: the version of RESP. */
    public int protocol() {
        return protocol;
    }

    /** Chooses the version of RESP, from the next element written on. */
    public void protocol(int version) {
        protocol = version;
    }

    /** True when it asked never to be closed for memory; shown, without effect. */
    public boolean isNoEvict() {
        return noEvict;
    }

    /** Sets {@link #isNoEvict()}. */
    public void noEvict(boolean on) {
        noEvict = on;
    }

    /** True when its reads don't count as use of a key. */
    public boolean isNoTouch() {
        return noTouch;
    }

    /** Sets {@link #isNoTouch()}. */
    public void noTouch(boolean on) {
        noTouch = on;
    }

    /** Chooses whether commands behind one that failed are skipped; either way the next command is done. */
    public void stopsOnError(boolean on) {
        stopsOnError = on;
        stopped = false;
    }

    /** True when a command has failed and those behind it are to be skipped. */
    boolean isStopped() {
        return stopped;
    }

    /** Notes that a command, or a message that was refused unread, was answered with an error. */
    public void failed() {
        stopped = stopsOnError;
    }

    /** True when it gets every command that is run. */
    public boolean isMonitor() {
        return monitor;
    }

    void monitor(boolean on) {
        monitor = on;
    }

    /** True when the connection is to be closed as soon as what was replied is sent; asked after each command. */
    public boolean isClosing() {
        return closing;
    }

    /** Lets the connection be closed after the reply. */
    public void closeAfterReply() {
        closing = true;
    }

    /** Makes it as it was when it was new, but for its number. */
    public void reset() {
        name = "";
        protocol = 2;
        noEvict = false;
        noTouch = false;
        stopsOnError(false);
    }
}
