/**
 * Golden scripts: files of queries and the answers they must get, run over any interface.
 * {@link io.fusioncache.server.query.golden.GoldenScript} describes the files,
 * {@link io.fusioncache.server.query.golden.GoldenTransport} is what an interface has to offer.
 */
@NullMarked
package io.fusioncache.server.query.golden;

import org.jspecify.annotations.NullMarked;
