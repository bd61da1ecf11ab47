package io.fusioncache.server.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads that work briefly and are waited for run as soon as they wake up, also while all processors are busy
 * with long work. Linux lets whoever runs go on to the end of its slice, some milliseconds; but a thread that asks for
 * a shorter slice than the one that runs goes first. It gets no more of the processor by that, just sooner.
 *
 * <p>A normal thread says so in {@code sched_runtime} of {@code sched_setattr(2)}, for which it needs no right, since
 * Linux 6.12 (<a href="https://docs.kernel.org/scheduler/sched-eevdf.html">EEVDF</a>). Older ones take no notice, and
 * elsewhere this does nothing.
 */
public final class ShortSlices {
    /** The shortest that Linux takes. */
    private static final long SLICE_NANOS = 100_000;

    private static final Logger LOG = System.getLogger(ShortSlices.class.getName());
    private static final Path THREADS = Path.of("/proc/self/task");

    /** The size of {@code struct sched_attr} as it was first, and where its {@code sched_runtime} is, in bytes. */
    private static final int ATTRIBUTES = 48;

    private static final int RUNTIME = 24;

    private final MethodHandle call;
    private final long get;
    private final long set;

    private ShortSlices(MethodHandle call, long get, long set) {
        this.call = call;
        this.get = get;
        this.set = set;
    }

    /**
     * Asks for short slices for the threads of this process whose names begin so. Takes some tens of milliseconds, for
     * Java makes the code of the call.
     *
     * @param prefix at most 15 characters, of which Linux knows no more
     * @return how many threads have one now; fewer than there are, with a line in the log, when the system's list of
     *     threads can't be read
     */
    public static int give(String prefix) {
        try {
            return giveAll(prefix);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "under load the network may wait for the processor", e);
            return 0;
        }
    }

    private static int giveAll(String prefix) {
        ShortSlices slices = ofThisSystem();
        if (slices == null) {
            return 0;
        }
        try (Stream<Path> threads = Files.list(THREADS)) {
            return (int) threads.filter(thread -> name(thread).startsWith(prefix))
                    .filter(thread ->
                            slices.shorten(Long.parseLong(thread.getFileName().toString())))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null where there is no such call, and where Java was not told to allow it. */
    @SuppressWarnings("restricted") // The launcher allows it, and it is asked for before.
    private static @Nullable ShortSlices ofThisSystem() {
        if (!Files.isDirectory(THREADS) || !ShortSlices.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().find("syscall").orElse(null);
        if (address == null) {
            return null;
        }
        MethodHandle call = linker.downcallHandle(
                address,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> new ShortSlices(call, 315, 314);
            case "aarch64" -> new ShortSlices(call, 275, 274);
            default -> null;
        };
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves everything else of the thread's scheduling as it is. */
    private boolean shorten(long thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES, Long.BYTES);
            if (call(get, thread, attributes, ATTRIBUTES) != 0) {
                return false;
            }
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME, SLICE_NANOS);
            return call(set, thread, attributes, 0) == 0;
        }
    }

    private long call(long number, long thread, MemorySegment attributes, long third) {
        try {
            return (long) call.invokeExact(number, thread, attributes, third, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("syscall " + number, e);
        }
    }
}
