package io.fusioncache.server.query.golden;

import org.jspecify.annotations.Nullable;

/**
 * One query and what must come back.
 *
 * @param line where it stands in its file, from 1
 * @param request the query; may hold placeholders
 * @param expected the answer, which may hold placeholders; null when the server must be silent
 */
record GoldenStep(int line, String request, @Nullable String expected) {}
