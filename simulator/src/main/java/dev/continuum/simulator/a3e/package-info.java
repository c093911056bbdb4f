/** The evaluation of A3-E, repeated in simulation. */
@NullMarked
package dev.continuum.simulator.a3e;

import org.jspecify.annotations.NullMarked;
