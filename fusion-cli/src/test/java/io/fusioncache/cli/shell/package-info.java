@NullMarked
package io.fusioncache.cli.shell;

import org.jspecify.annotations.NullMarked;
