/** What replaces a class of Netty's own. */
@NullMarked
package io.netty.util;

import org.jspecify.annotations.NullMarked;
