/** The asynchronous WebSocket client of Fusion; {@link io.fusioncache.common.client.FusionClient} is the way in. */
@NullMarked
package io.fusioncache.common.client;

import org.jspecify.annotations.NullMarked;
