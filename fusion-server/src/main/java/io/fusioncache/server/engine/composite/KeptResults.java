package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which composites keep results, so that results can be given back when memory is needed. A hand goes round; a
 * composite that was read since the hand passed is spared once, the others give up what they keep.
 *
 * <p>A result is charged before it is kept, and returned by whoever takes it out. Keeping and dropping don't wait for
 * each other: the keeper first keeps and then asks whether it may (and undoes it), the dropper first says that it may
 * not and then takes.
 */
final class KeptResults {
    private static final List<ResultForm> FORMS = List.of(ResultForm.values());

    private final MemoryAccount account;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Composite> composites = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private int hand;

    KeptResults(MemoryAccount account) {
        this.account = account;
    }

    /** Charges a result, giving back others if it must; false when that does not make room enough. */
    boolean charge(long memory) {
        while (!account.tryCharge(memory)) {
            if (memory > account.limit() || !reclaim()) {
                return false;
            }
        }
        bytes.addAndGet(memory);
        return true;
    }

    /** Keeps a result that is charged. */
    void keep(Composite composite, ResultForm form, ComposedResult result) {
        release(composite.keep(form, result));
        if (composite.keptAt() < 0) {
            link(composite);
        }
        if (composite.isGone()) {
            drop(composite);
        }
    }

    private void link(Composite composite) {
        lock.lock();
        try {
            if (composite.keptAt() < 0) {
                composite.keptAt(composites.size());
                composites.add(composite);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what a composite keeps. */
    void drop(Composite composite) {
        lock.lock();
        try {
            int place = composite.keptAt();
            if (place >= 0) {
                Composite last = composites.removeLast();
                if (place < composites.size()) {
                    composites.set(place, last);
                    last.keptAt(place);
                }
                composite.keptAt(-1);
            }
            FORMS.forEach(form -> release(composite.keep(form, null)));
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what is kept longest unread, about; false when nothing is kept. */
    boolean reclaim() {
        if (bytes.get() == 0) {
            return false;
        }
        lock.lock();
        try {
            if (composites.isEmpty()) {
                return false;
            }
            int spared = 0;
            hand = hand < composites.size() ? hand : 0;
            while (composites.get(hand).takeUse() && spared < composites.size()) {
                spared++;
                hand = hand + 1 < composites.size() ? hand + 1 : 0;
            }
            drop(composites.get(hand));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back everything. */
    void dropAll() {
        lock.lock();
        try {
            while (!composites.isEmpty()) {
                drop(composites.getLast());
            }
        } finally {
            lock.unlock();
        }
    }

    private void release(@Nullable ComposedResult result) {
        if (result != null) {
            bytes.addAndGet(-result.memory());
            account.release(result.memory());
        }
    }

    /** Bytes charged for what is kept. */
    long bytes() {
        return bytes.get();
    }
}
