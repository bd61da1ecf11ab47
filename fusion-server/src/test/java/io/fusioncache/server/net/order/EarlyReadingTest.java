package io.fusioncache.server.net.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.query.FixedFacts;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySettings;
import io.fusioncache.server.query.QuerySource;
import io.fusioncache.server.query.statement.StoreAhead;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message that is read on the query threads while it comes. */
@Timeout(30)
class EarlyReadingTest {
    private static final byte[] HEAD = "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{}".getBytes(UTF_8);
    private static final byte[] OBJECTS = ",{\"s\":\"some text\"}".repeat(5000).getBytes(UTF_8);

    private final QueryPool pool = new QueryPool(1);
    private final QueryPool.Lane lane = pool.newLane();
    private final MemoryAccount account = new MemoryAccount(100_000_000);
    private final QueryProcessor processor = new QueryProcessor(
            new ObjectStore(account, new Random(1), () -> 0), QuerySettings.defaults(), new FixedFacts(), () -> 0);
    private final CountDownLatch hold = new CountDownLatch(1);
    private final long atRest;

    EarlyReadingTest() {
        AnswerBuffer answer = new AnswerBuffer();
        MessageBytes create = MessageBytes.of("{\"CREATE_CLASSES\":{\"P\":{\"s\":\"string\"}}}".getBytes(UTF_8));
        processor.run(new QueryRequest(create, QuerySource.STANDARD, null, 0, false, 0), answer);
        atRest = account.used();
    }

    @AfterEach
    void close() throws InterruptedException {
        hold.countDown();
        pool.close(TimeUnit.SECONDS.toNanos(5));
    }

    /** A reading that has been given the head of the message and its first objects. */
    private EarlyReading begin() {
        EarlyReading reading = new EarlyReading(lane, processor.readAhead());
        reading.add(HEAD);
        reading.add(OBJECTS);
        return reading;
    }

    private void occupyThePool() {
        lane.read(waited -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void chunksAreReadAsTheyCome() {
        EarlyReading reading = begin();
        TestNet.await("the first objects are read", () -> account.used() > atRest);
        long before = account.used();
        reading.add(OBJECTS);
        TestNet.await("the next ones are read", () -> account.used() > before);
        reading.close();
        TestNet.await("all is given back", () -> account.used() == atRest);
    }

    @Test
    void whatIsReadIsTakenOver() {
        EarlyReading reading = begin();
        TestNet.await("the objects are read", () -> account.used() > atRest);
        StoreAhead ahead = reading.end();
        byte[] end = "]}}".getBytes(UTF_8);
        MessageBytes message =
                new MessageBytes(List.of(HEAD, OBJECTS, end), (long) HEAD.length + OBJECTS.length + end.length);
        AnswerBuffer answer = new AnswerBuffer();
        processor.run(new QueryRequest(message, QuerySource.BULK, null, 0, false, 0, ahead), answer);
        assertEquals(5001, answer.toString().split("_oid", -1).length - 1);
        long used = account.used();
        reading.close();
        assertEquals(used, account.used());
    }

    @Test
    void aThreadThatIsNotFreeIsNotWaitedFor() {
        occupyThePool();
        EarlyReading reading = begin();
        StoreAhead ahead = reading.end();
        hold.countDown();
        TestNet.await("the pool is done", () -> pool.waiting() == 0);
        ahead.close();
        assertEquals(atRest, account.used());
    }

    @Test
    void aReadingThatIsGivenUpReadsNothingMore() {
        occupyThePool();
        EarlyReading reading = begin();
        reading.close();
        hold.countDown();
        CountDownLatch behind = new CountDownLatch(1);
        lane.read(waited -> behind.countDown());
        TestNet.await("the job has had its turn", () -> behind.getCount() == 0);
        assertEquals(atRest, account.used());
        assertEquals(0, pool.waiting());
    }
}
