/** The REST interface. */
@NullMarked
package io.fusioncache.server.net.rest;

import org.jspecify.annotations.NullMarked;
