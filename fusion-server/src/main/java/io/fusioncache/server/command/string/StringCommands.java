package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import java.util.List;
import java.util.stream.Stream;

/** The commands of this package. */
public final class StringCommands {
    private StringCommands() {}

    /** One of each. */
    public static List<Command> all() {
        return Stream.concat(
                        Stream.of(
                                new Get(),
                                new Set(),
                                new SetIfAbsent(),
                                SetWithExpiry.seconds(),
                                SetWithExpiry.milliseconds(),
                                new GetMultiple(),
                                SetMultiple.always(),
                                SetMultiple.ifAllAbsent(),
                                new GetSet(),
                                new GetDelete(),
                                new GetExpire(),
                                new Append(),
                                new StringLength(),
                                new IncrementByFloat(),
                                new GetRange(),
                                new SetRange()),
                        Increment.all().stream())
                .toList();
    }
}
