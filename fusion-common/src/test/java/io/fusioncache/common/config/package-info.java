@NullMarked
package io.fusioncache.common.config;

import org.jspecify.annotations.NullMarked;
