/** The one account that everything which holds memory charges. */
@NullMarked
package io.fusioncache.server.engine.memory;

import org.jspecify.annotations.NullMarked;
