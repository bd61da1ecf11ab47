package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of one composite as they are read, one after the other. The count of changes is taken first: whatever
 * changes after that is counted beyond it.
 */
final class Gathering {
    private final Composite composite;
    private final long changes;
    private final Recipe recipe;
    private final ResultText text;
    private List<byte[]> missing = List.of();
    private long deadline = Entry.NEVER;
    private int next;

    Gathering(Composite composite, ResultForm form) {
        this.composite = composite;
        this.changes = composite.changes();
        this.recipe = composite.recipe();
        this.text = new ResultText(form, recipe.size());
    }

    Composite composite() {
        return composite;
    }

    long changes() {
        return changes;
    }

    long deadline() {
        return deadline;
    }

    List<byte[]> missing() {
        return missing;
    }

    ResultText text() {
        return text;
    }

    /** The hashes of all fragments' keys. */
    int[] hashes() {
        return recipe.hashes();
    }

    /** The fragment whose turn it is, or null after the last. */
    @Nullable
    Fragment fragment() {
        return next < recipe.size() ? recipe.fragment(next) : null;
    }

    /** Takes the fragment whose turn it is as a plain key. */
    void take(@Nullable Entry entry) {
        byte[] key = recipe.fragment(next++).key();
        if (entry == null) {
            addMissing(key);
        } else {
            deadline = Math.min(deadline, entry.deadline());
            text.add(key, entry);
        }
    }

    /** Takes the fragment whose turn it is as a composite. */
    void take(ComposedResult inner) {
        deadline = Math.min(deadline, inner.deadline());
        text.add(recipe.fragment(next++).key(), inner);
        inner.missing().forEach(this::addMissing);
    }

    private void addMissing(byte[] key) {
        if (missing.isEmpty()) {
            missing = new ArrayList<>();
        }
        if (missing.stream().noneMatch(known -> Arrays.equals(known, key))) {
            missing.add(key);
        }
    }
}
