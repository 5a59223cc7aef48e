/** Time as something that is handed in, so that tests and simulations can hold it in their hands. */
@NullMarked
package io.nightjar.bgp.time;

import org.jspecify.annotations.NullMarked;
