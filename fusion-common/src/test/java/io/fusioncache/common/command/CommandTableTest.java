package io.fusioncache.common.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTableTest {
    @ParameterizedTest
    @CsvSource({
        "GET, 2",
        "SET, -3",
        "SETEX, 4",
        "MGET, -2",
        "MSET, -3",
        "GETEX, -2",
        "GETRANGE, 4",
        "INCRBY, 3",
        "DEL, -2",
        "EXPIRE, -3",
        "TTL, 2",
        "SCAN, -2",
        "KEYS, 2",
        "DBSIZE, 1",
        "FLUSHALL, -1",
        "PING, -1",
        "HELLO, -1",
        "AUTH, -2",
        "SELECT, 2",
        "CLIENT, -2",
        "CLIENT LIST, -2",
        "CLIENT KILL, -3",
        "CLIENT SETNAME, 3",
        "COMMAND, -1",
        "COMMAND COUNT, 2",
        "COMMAND INFO, -2",
        "CONFIG GET, -3",
        "CONFIG SET, -4",
        "OBJECT FREQ, 3",
        "MEMORY USAGE, -3",
        "SLOWLOG GET, -2",
        "INFO, -1",
        "SHUTDOWN, -1",
        "TIME, 1",
        "MONITOR, 1",
        "RENAME, 3",
        "QUIT, 1"
    })
    void aritiesAreThoseOfRedis(String name, int arity) {
        CommandSpec spec = CommandTable.find(name);
        assertNotNull(spec);
        assertEquals(arity, spec.arity());
    }

    @Test
    void syntaxIsReadIntoArguments() {
        CommandSpec set = CommandTable.find("set");
        assertNotNull(set);
        assertEquals(
                List.of("key", "value", "option", "get", "option"),
                set.arguments().stream().map(CommandArgument::name).toList());
        CommandArgument condition = set.arguments().get(2);
        assertTrue(condition.optional());
        assertEquals(CommandArgument.Type.ONEOF, condition.type());
        assertEquals(
                List.of("NX", "XX"),
                condition.parts().stream().map(CommandArgument::token).toList());
        CommandArgument expire = set.arguments().get(4).parts().getFirst();
        assertEquals("seconds", expire.name());
        assertEquals("EX", expire.token());
        assertEquals(CommandArgument.Type.INTEGER, expire.type());
        CommandSpec mset = CommandTable.find("MSET");
        assertNotNull(mset);
        assertTrue(mset.arguments().getFirst().multiple());
        assertEquals(2, mset.arguments().getFirst().parts().size());
    }

    @Test
    void subcommandsAreFoundByEitherName() {
        CommandSpec spec = CommandTable.find("config|get");
        assertNotNull(spec);
        assertEquals("CONFIG GET", spec.name());
        assertEquals("GET", spec.shortName());
        assertEquals("config|get", spec.fullName());
        assertEquals(spec, CommandTable.find("Config Get"));
        assertNull(CommandTable.find("config nonsense"));
        assertNull(CommandTable.find("nonsense get"));
    }

    @Test
    void everyCommandIsDescribed() {
        for (CommandSpec spec : CommandTable.all()) {
            assertFalse(spec.summary().isBlank() || spec.summary().endsWith("."), spec.name());
            assertEquals(
                    spec.keys().first() > 0,
                    spec.arguments().toString().contains("type=KEY")
                            && spec.subcommands().isEmpty(),
                    spec.name());
            assertFalse(spec.is(CommandFlag.WRITE) && spec.is(CommandFlag.READONLY), spec.name());
        }
    }
}
