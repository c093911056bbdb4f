/**
 * Traces of calls per minute and the demand for instances that they make: strict readers, and the
 * busy time of evenly spaced calls. No files are opened here, and nothing is forecast.
 */
@NullMarked
package dev.continuum.simulator.warm.trace;

import org.jspecify.annotations.NullMarked;
