/** The way to the server, with its failures as exit statuses. */
@NullMarked
package io.fusioncache.cli.connection;

import org.jspecify.annotations.NullMarked;
