package io.fusioncache.server.command.kv;

import io.fusioncache.server.command.CommandCounters;
import io.fusioncache.server.command.CommandWitness;
import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.keyspace.KeyRules;
import io.fusioncache.server.engine.keyspace.Keyspace;

/**
 * What JSON commands work on.
 *
 * @param keyspace the keys
 * @param keyRules what a key may be
 * @param counters what was asked so far
 * @param witness who is shown the commands
 * @param version of the server
 * @param composites Cache Fusion, over the same keys
 */
public record KvServices(
        Keyspace keyspace,
        KeyRules keyRules,
        CommandCounters counters,
        CommandWitness witness,
        String version,
        Composites composites) {}
