import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures point reads while one message stores objects by the million, beside the same reads on the idle server. Prints
 * rows of a Markdown table.
 *
 * <p>Readers keep to a rate, so that they leave the processors to the server: each sends a request when it is due and
 * waits for the answer. A time begins when the request is sent; but when the answer before it came too late for that,
 * it begins when the request was due, so that a wait is counted by everybody who would have waited.
 *
 * <p>Run from source without any library; {@code reads.sh} does.
 */
final class ReadsDuringStore {
    private static final int PACE_NANOS = 2_000_000;
    /** As many STOREs until the server's code is compiled. */
    private static final int WARM_UP = 5;

    private static final int IDLE_NANOS = 1_000_000_000;

    private ReadsDuringStore() {}

    /**
     * Prints the rows.
     *
     * @param arguments ports of RESP, WebSocket and bulk; objects of a STORE; rounds; the query of an object
     */
    public static void main(String[] arguments) throws Exception {
        int respPort = Integer.parseInt(arguments[0]);
        int webSocketPort = Integer.parseInt(arguments[1]);
        int bulkPort = Integer.parseInt(arguments[2]);
        int objects = Integer.parseInt(arguments[3]);
        int rounds = Integer.parseInt(arguments[4]);
        byte[] read = "*2\r\n$3\r\nGET\r\n$7\r\nkey:one\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] query = frame(arguments[5].getBytes(StandardCharsets.UTF_8));
        List<Reader> readers = List.of(
                new Reader("RESP `GET`", new Socket("127.0.0.1", respPort), read, ReadsDuringStore::respAnswer),
                new Reader("FQL `GET`", webSocket(webSocketPort), query, ReadsDuringStore::frameAnswer));
        List<byte[]> stores = new ArrayList<>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            stores.add(frame(message(objects, round)));
        }
        readers.forEach(reader -> Thread.ofPlatform().name("reader").daemon(true).start(reader));
        try (Socket bulk = webSocket(bulkPort)) {
            DataInputStream answers = new DataInputStream(bulk.getInputStream());
            for (byte[] store : stores.subList(0, WARM_UP)) {
                pause(IDLE_NANOS);
                bulk.getOutputStream().write(store);
                frameAnswer(answers);
            }
            pause(2L * IDLE_NANOS);
            readers.forEach(reader -> reader.take());
            long storing = 0;
            for (int round = 0; round < rounds; round++) {
                pause(IDLE_NANOS);
                readers.forEach(reader -> reader.idle.addAll(reader.take()));
                long began = System.nanoTime();
                bulk.getOutputStream().write(stores.get(WARM_UP + round));
                frameAnswer(answers);
                storing += System.nanoTime() - began;
                readers.forEach(reader -> reader.storing.addAll(reader.take()));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| read | reads idle; during %d `STORE`s of %d (%.1f s each) | failed | p50 idle; during (us) | p99 idle; during (us) | p99 | longest idle; during (us) |%n",
                    rounds,
                    objects,
                    storing / 1e9 / rounds);
            System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
            for (Reader reader : readers) {
                System.out.println(reader.row());
            }
        }
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Reads an answer; false when it is an error. */
    private interface Answer {
        boolean read(DataInputStream in) throws IOException;
    }

    private static final class Reader implements Runnable {
        private final String name;
        private final Socket socket;
        private final byte[] request;
        private final Answer answer;
        private final List<Long> idle = new ArrayList<>();
        private final List<Long> storing = new ArrayList<>();
        private List<Long> present = new ArrayList<>();
        private long failed;

        private Reader(String name, Socket socket, byte[] request, Answer answer) throws IOException {
            this.name = name;
            this.socket = socket;
            this.request = request;
            this.answer = answer;
            socket.setTcpNoDelay(true);
        }

        @Override
        public void run() {
            try {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                long due = System.nanoTime();
                while (true) {
                    long began = due;
                    if (System.nanoTime() < due) {
                        pause(due - System.nanoTime());
                        began = System.nanoTime();
                    }
                    socket.getOutputStream().write(request);
                    boolean good = answer.read(in);
                    add(System.nanoTime() - began, good);
                    due += PACE_NANOS;
                }
            } catch (IOException e) {
                add(0, false);
            }
        }

        private synchronized void add(long nanos, boolean good) {
            present.add(nanos);
            failed += good ? 0 : 1;
        }

        /** The times since the last call, in nanoseconds. */
        private synchronized List<Long> take() {
            List<Long> taken = present;
            present = new ArrayList<>();
            return taken;
        }

        private synchronized String row() {
            double before = micros(idle, 0.99);
            double during = micros(storing, 0.99);
            return String.format(
                    Locale.ROOT,
                    "| %s | %d; %d | %d | %.0f; %.0f | %.0f; %.0f | %.2f | %.0f; %.0f |",
                    name,
                    idle.size(),
                    storing.size(),
                    failed,
                    micros(idle, 0.5),
                    micros(storing, 0.5),
                    before,
                    during,
                    during / before,
                    micros(idle, 1),
                    micros(storing, 1));
        }

        private static double micros(List<Long> nanos, double share) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()))) / 1000.0;
        }
    }

    private static boolean respAnswer(DataInputStream in) throws IOException {
        String header = line(in);
        if (header.startsWith("$-")) {
            return false;
        }
        if (header.startsWith("$")) {
            in.skipNBytes(Integer.parseInt(header.substring(1)) + 2);
        }
        return header.startsWith("$");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            text.append((char) next);
        }
        return text.toString().strip();
    }

    private static boolean frameAnswer(DataInputStream in) throws IOException {
        boolean last = false;
        boolean good = true;
        while (!last) {
            int first = in.readByte();
            int length = in.readByte() & 0x7F;
            long bytes = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] start = in.readNBytes((int) Math.min(bytes, 64));
            in.skipNBytes(bytes - start.length);
            last = first < 0 && (first & 0x0F) <= 1;
            good &= !new String(start, StandardCharsets.UTF_8).contains("_RSP_ERR");
        }
        if (!good) {
            throw new IOException("the server answered with an error");
        }
        return true;
    }

    private static Socket webSocket(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ZnVzaW9uLWJlbmNoLWtleQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        for (String header = line(socket.getInputStream()); !header.isEmpty(); header = line(socket.getInputStream())) {
            // Only its end matters.
        }
        return socket;
    }

    /** A text message as one frame, whose mask of zeros changes nothing. */
    private static byte[] frame(byte[] payload) {
        ByteBuffer made = ByteBuffer.allocate(payload.length + 14).put((byte) 0x81);
        if (payload.length < 126) {
            made.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xFFFF) {
            made.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            made.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        made.putInt(0).put(payload);
        return Arrays.copyOf(made.array(), made.position());
    }

    /** Keys are each there once, also in several rounds. */
    private static byte[] message(int objects, int round) {
        StringBuilder text = new StringBuilder("{\"STORE\":{\"_class\":\"Pair\",\"_objects\":[");
        for (int i = 0; i < objects; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"k\":\"package-")
                    .append(round)
                    .append("-")
                    .append(i)
                    .append("\",\"v\":\"")
                    .append(0x9E3779B97F4A7C15L * i)
                    .append("\"}");
        }
        return text.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
