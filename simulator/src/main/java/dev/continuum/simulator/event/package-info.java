/** The list of pending events. */
@NullMarked
package dev.continuum.simulator.event;

import org.jspecify.annotations.NullMarked;
