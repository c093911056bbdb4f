/** The event loop and its flat state; knows the declared problem only through its compiler. Nothing here is public but the entry. */
@NullMarked
package dev.continuum.simulator.engine;

import org.jspecify.annotations.NullMarked;
