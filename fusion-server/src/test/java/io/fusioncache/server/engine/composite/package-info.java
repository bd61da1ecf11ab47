@NullMarked
package io.fusioncache.server.engine.composite;

import org.jspecify.annotations.NullMarked;
