import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes to a server at its memory bound and looks how much of what is asked for is still there. The keys are drawn by
 * Zipf with a fixed seed, so that each server gets the same commands in the same order, over one pipelined connection:
 * {@code SET} of each key drawn, and before every tenth a {@code GET} of it, which is a hit or a miss.
 *
 * <p>Prints a line for each tenth of the trace: hit ratio, keys, resident memory of the server, the longest time for
 * a batch of commands; then a line for the whole.
 *
 * <p>Run from source without any library; {@code eviction.sh} does.
 */
final class CacheTrace {
    private static final double EXPONENT = 0.99;
    private static final long SEED = 20_26;
    private static final int VALUE_BYTES = 100;
    private static final int KEY_BYTES = 16;
    private static final int BATCH = 200;
    private static final int BATCHES_UNDER_WAY = 2;
    private static final int GET_EVERY = 10;
    private static final int TENTHS = 10;

    private final DataInputStream in;
    private final OutputStream out;
    private final Zipf zipf;
    private final long process;
    private final byte[] set = command("SET", true);
    private final byte[] get = command("GET", false);
    private final ArrayDeque<Long> underWay = new ArrayDeque<>();
    private final ArrayDeque<boolean[]> kinds = new ArrayDeque<>();
    private final byte[] reply = new byte[VALUE_BYTES + 2];
    private long gets;
    private long hits;
    private long longest;

    private CacheTrace(Socket socket, int keys, long process) throws IOException {
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
        this.out = socket.getOutputStream();
        this.zipf = new Zipf(keys, EXPONENT, SEED);
        this.process = process;
    }

    /**
     * Sends the trace.
     *
     * @param arguments the port, the server's process, the number of SETs, the number of keys
     */
    public static void main(String[] arguments) throws IOException {
        long sets = Long.parseLong(arguments[2]);
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(arguments[0]))) {
            socket.setTcpNoDelay(true);
            new CacheTrace(socket, Integer.parseInt(arguments[3]), Long.parseLong(arguments[1])).run(sets);
        }
    }

    private void run(long sets) throws IOException {
        long began = System.nanoTime();
        long allGets = 0;
        long allHits = 0;
        long done = 0;
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            gets = 0;
            hits = 0;
            longest = 0;
            for (long end = sets * tenth / TENTHS; done < end; done += BATCH) {
                send();
                if (underWay.size() == BATCHES_UNDER_WAY) {
                    receive();
                }
            }
            while (!underWay.isEmpty()) {
                receive();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d SETs: hits %.2f %%, keys %d, resident %d MB, longest batch %.1f ms%n",
                    done,
                    100.0 * hits / gets,
                    keys(),
                    resident() >> 10,
                    longest / 1e6);
            if (tenth > 1) { // In the first the memory is still being filled.
                allGets += gets;
                allHits += hits;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "all but the first tenth: hits %.3f %%; %.0f commands/s%n",
                100.0 * allHits / allGets,
                sets * (1 + 1.0 / GET_EVERY) * 1e9 / (System.nanoTime() - began));
    }

    private void send() throws IOException {
        byte[] batch = new byte[BATCH * set.length + BATCH / GET_EVERY * get.length];
        boolean[] isGet = new boolean[BATCH + BATCH / GET_EVERY];
        int length = 0;
        int commands = 0;
        for (int i = 0; i < BATCH; i++) {
            int key = zipf.next();
            if (i % GET_EVERY == 0) {
                length = put(get, key, batch, length);
                isGet[commands++] = true;
            }
            length = put(set, key, batch, length);
            commands++;
        }
        underWay.add(System.nanoTime());
        kinds.add(isGet);
        out.write(batch, 0, length);
    }

    private static int put(byte[] command, int key, byte[] batch, int at) {
        System.arraycopy(command, 0, batch, at, command.length);
        int digit = at + keyEnd(command);
        for (int rest = key; rest > 0; rest /= 10) {
            batch[--digit] = (byte) ('0' + rest % 10);
        }
        return at + command.length;
    }

    /** {@code *N $3 NAME $16 KEY}, each with a line end of two bytes. */
    private static int keyEnd(byte[] command) {
        return "*2\r\n$3\r\nGET\r\n$16\r\n".length() + KEY_BYTES;
    }

    private static byte[] command(String name, boolean withValue) {
        String text = "*" + (withValue ? 3 : 2) + "\r\n$3\r\n" + name + "\r\n$" + KEY_BYTES + "\r\nkey:"
                + "0".repeat(KEY_BYTES - 4) + "\r\n";
        return (withValue ? text + "$" + VALUE_BYTES + "\r\n" + "v".repeat(VALUE_BYTES) + "\r\n" : text)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void receive() throws IOException {
        for (boolean isGet : kinds.remove()) {
            boolean hit = readReply();
            gets += isGet ? 1 : 0;
            hits += isGet && hit ? 1 : 0;
        }
        longest = Math.max(longest, System.nanoTime() - underWay.remove());
    }

    /** False for a value that is not there. */
    private boolean readReply() throws IOException {
        String line = line();
        if (line.startsWith("$")) {
            int length = Integer.parseInt(line.substring(1));
            if (length >= 0) {
                in.readFully(reply, 0, length + 2);
            }
            return length >= 0;
        }
        if (!line.startsWith("+") && !line.startsWith(":")) {
            throw new IOException("the server refused a command: " + line);
        }
        return true;
    }

    private String line() throws IOException {
        byte[] text = new byte[128];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            text[length++] = (byte) next;
        }
        return new String(text, 0, length - 1, StandardCharsets.ISO_8859_1);
    }

    private long keys() throws IOException {
        out.write("DBSIZE\r\n".getBytes(StandardCharsets.US_ASCII));
        return Long.parseLong(line().substring(1));
    }

    /** In KiB. */
    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Draws ranks, the first most often. By the alias method (A. J. Walker, 1977): each slot has its own rank and one
     * other, so that a draw takes the same short time whatever the distribution.
     */
    private static final class Zipf {
        private final SplittableRandom random;
        private final float[] ownShare;
        private final int[] other;

        Zipf(int ranks, double exponent, long seed) {
            random = new SplittableRandom(seed);
            ownShare = new float[ranks];
            other = new int[ranks];
            double[] weight = new double[ranks];
            for (int rank = 0; rank < ranks; rank++) {
                weight[rank] = Math.pow(rank + 1.0, -exponent);
            }
            double mean = Arrays.stream(weight).sum() / ranks;
            // Weights fall, so those above the mean are the first; each fills up slots from the end.
            int above = 0;
            int below = ranks - 1;
            while (below > above) {
                ownShare[below] = (float) (weight[below] / mean);
                other[below] = above;
                weight[above] -= mean - weight[below];
                below--;
                while (above < below && weight[above] <= mean) {
                    ownShare[above] = (float) (weight[above] / mean);
                    other[above] = above + 1;
                    weight[above + 1] -= mean - weight[above];
                    above++;
                }
            }
            ownShare[above] = 1;
            other[above] = above;
        }

        int next() {
            int slot = random.nextInt(ownShare.length);
            return random.nextDouble() < ownShare[slot] ? slot : other[slot];
        }
    }
}
