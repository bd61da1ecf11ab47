package io.fusioncache.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.ClassDefinition;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.Condition;
import io.fusioncache.server.engine.object.Condition.Comparison;
import io.fusioncache.server.engine.object.MemberDefinition;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Scalar;
import io.fusioncache.server.engine.object.ScalarType;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.engine.object.StoreBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The engine without any network; the page about it shows this very code. */
class EmbeddedExampleTest {
    private static final Path PAGE = Path.of("..", "docs", "embedding.md");
    private static final Path HERE =
            Path.of("src", "test", "java", "io", "fusioncache", "server", "engine", "EmbeddedExampleTest.java");

    @Test
    void storesAndFinds() {
        assertEquals("Susan", findSomeoneInNewYork());
    }

    // example begins
    static String findSomeoneInNewYork() {
        MemoryAccount memory = new MemoryAccount(64L << 20); // at most 64 MiB
        ObjectStore store = new ObjectStore(memory, new SecureRandom(), System::nanoTime);

        MemberType text = new MemberType.Plain(ScalarType.STRING, false);
        store.createClasses(List.of(
                new ClassDefinition("Address", List.of(new MemberDefinition("city", text, true))),
                new ClassDefinition(
                        "Person",
                        List.of(
                                new MemberDefinition("forename", text, false),
                                new MemberDefinition("address", new MemberType.Link("Address", false), false)))));

        try (Snapshot snapshot = store.snapshot();
                StoreBatch batch = store.newBatch()) {
            ObjectClass person = classOf(snapshot, "Person");
            ObjectClass address = classOf(snapshot, "Address");
            BatchRows persons = batch.rows(person);
            BatchRows addresses = batch.rows(address);
            int susan = persons.add();
            int home = addresses.add();
            addresses.setText(column(address, "city"), home, utf8("New York"));
            persons.setText(column(person, "forename"), susan, utf8("Susan"));
            persons.setLink(column(person, "address"), susan, home);
            store.store(batch);
        }

        // A snapshot is the store after some whole write; later writes do not change it.
        try (Snapshot snapshot = store.snapshot()) {
            ObjectClass person = classOf(snapshot, "Person");
            Column address = column(person, "address");
            Condition inNewYork = new Condition.Linked(
                    address,
                    List.of(new Condition.Compare(
                            column(address.target(), "city"), Comparison.EQUAL, new Scalar.Text(utf8("New York")))));
            int[] rows = snapshot.find(person, List.of(inNewYork), 0, 10).rows();
            byte[] forename = Objects.requireNonNull(snapshot.text(column(person, "forename"), rows[0]));
            return new String(forename, StandardCharsets.UTF_8);
        }
    }

    private static ObjectClass classOf(Snapshot snapshot, String name) {
        return Objects.requireNonNull(snapshot.catalog().find(name));
    }

    private static Column column(ObjectClass objectClass, String name) {
        return Objects.requireNonNull(objectClass.column(name));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
    // example ends

    @Test
    void thePageShowsThisCode() throws IOException {
        String code = between(Files.readString(HERE), "    // example begins\n", "    // example ends\n");
        String shown = between(Files.readString(PAGE), "```java\n", "```\n");
        assertEquals(code.stripTrailing().stripIndent() + "\n", shown, "docs/embedding.md is out of date");
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
