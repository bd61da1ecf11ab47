package io.fusioncache.cli.measure;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.common.client.ClientSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Makes a load and measures it. Connections that don't block are shared out among a few threads, so that the program
 * takes little of a machine that the server may be on as well.
 */
public final class Bench {
    private static final long PROGRESS_MILLIS = 200;

    private final ClientSettings settings;
    private final Connection control;
    private final BenchOptions options;
    private final LongSupplier nanoTime;

    /**
     * A load that is not made yet.
     *
     * @param settings of the connections
     * @param control a connection that makes and removes the data
     */
    public Bench(ClientSettings settings, Connection control, BenchOptions options, LongSupplier nanoTime) {
        this.settings = settings;
        this.control = control;
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes the load: data, warm-up, what is measured; removes the data.
     *
     * @param progress hears every fifth of a second how many requests of those that are measured were answered
     * @throws CliException when the server can't be reached, refuses the data, or goes away
     */
    public BenchReport run(LongConsumer progress) {
        BenchData data = new BenchData(control, options);
        data.fill();
        List<BenchWorker> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            connect(workers);
            run(workers, threads, options.warmUp(), answered -> {});
            long errorsBefore = errors(workers);
            long began = nanoTime.getAsLong();
            Histogram times = run(workers, threads, options.requests(), progress);
            return new BenchReport(options, nanoTime.getAsLong() - began, times, errors(workers) - errorsBefore);
        } finally {
            workers.forEach(Bench::close);
            data.remove();
        }
    }

    private void connect(List<BenchWorker> workers) {
        SplittableRandom random = new SplittableRandom();
        List<List<BenchConnection>> shares = new ArrayList<>();
        try {
            for (int i = 0; i < options.threads(); i++) {
                shares.add(new ArrayList<>());
            }
            for (int i = 0; i < options.connections(); i++) {
                shares.get(i % shares.size())
                        .add(new BenchConnection(
                                BenchHandshake.open(settings, control.logInWords()),
                                options,
                                random.split(),
                                nanoTime));
            }
            for (List<BenchConnection> share : shares) {
                workers.add(new BenchWorker(share));
            }
        } catch (IOException e) {
            throw new CliException(
                    ExitStatus.NO_CONNECTION,
                    "can't open " + options.connections() + " connections to " + settings.uri() + ": "
                            + e.getMessage());
        }
    }

    private Histogram run(List<BenchWorker> workers, ExecutorService threads, long requests, LongConsumer progress) {
        AtomicLong toSend = new AtomicLong(requests);
        AtomicLong answered = new AtomicLong();
        List<Future<Histogram>> running = workers.stream()
                .map(worker -> threads.submit(() -> worker.run(toSend, answered)))
                .toList();
        Histogram all = LatencyTable.histogram();
        for (Future<Histogram> one : running) {
            all.add(await(one, answered, progress));
        }
        return all;
    }

    private static Histogram await(Future<Histogram> running, AtomicLong answered, LongConsumer progress) {
        while (true) {
            try {
                return running.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException expected) {
                progress.accept(answered.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException lost) {
                    throw new CliException(ExitStatus.OUTCOME_UNKNOWN, "the load broke off: " + lost.getMessage());
                }
                throw new IllegalStateException("a worker of the load failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliException(ExitStatus.INTERRUPTED, "");
            }
        }
    }

    private static long errors(List<BenchWorker> workers) {
        return workers.stream().mapToLong(BenchWorker::errors).sum();
    }

    private static void close(BenchWorker worker) {
        try {
            worker.close();
        } catch (IOException expected) {
            // The load is over: nothing is left to be sent or read.
        }
    }
}
