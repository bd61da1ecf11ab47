/** What a person who runs the server looks at: health, counters, metrics. */
@NullMarked
package io.fusioncache.server.ops;

import org.jspecify.annotations.NullMarked;
