package io.fusioncache.server.query.golden;

import io.fusioncache.server.query.QuerySource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every golden case, without a network between. */
class GoldenInProcessTest {
    @TestFactory
    Stream<DynamicNode> everySource() {
        return Arrays.stream(QuerySource.values())
                .map(source -> DynamicContainer.dynamicContainer(
                        source.name(), GoldenRunner.tests(new InProcessTransport(source))));
    }
}
