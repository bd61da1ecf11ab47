package io.fusioncache.server.command;

import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.keyspace.KeyRules;
import io.fusioncache.server.engine.keyspace.Keyspace;
import java.util.List;

/**
 * What commands work on.
 *
 * @param keyspace the keys
 * @param keyRules what a key may be
 * @param config the settings
 * @param clients who is connected
 * @param monitors who watches
 * @param slowLog commands that took long
 * @param counters what was asked so far
 * @param info the sections of {@code INFO}, in order
 * @param objects object mode
 * @param clock the time
 * @param shutdown stops the server cleanly, without waiting for it
 * @param version of the server, such as {@code 0.1.0}
 * @param composites Cache Fusion, over the same keys
 */
public record CommandServices(
        Keyspace keyspace,
        KeyRules keyRules,
        ConfigAccess config,
        ClientRegistry clients,
        MonitorFeed monitors,
        SlowLog slowLog,
        CommandCounters counters,
        List<InfoSection> info,
        ObjectQueries objects,
        CommandClock clock,
        Runnable shutdown,
        String version,
        Composites composites) {}
