/**
 * What hostile clients can't do to a whole server, one class for each threat. Counts and times are those of a quick
 * run; the profile {@code soak} takes larger ones, and {@code -Dfusion.threat.NAME=COUNT} any. Each test prints a row
 * for {@code docs/reliability.md}.
 */
@NullMarked
package io.fusioncache.server.threat;

import org.jspecify.annotations.NullMarked;
