@NullMarked
package io.fusioncache.server.config;

import org.jspecify.annotations.NullMarked;
