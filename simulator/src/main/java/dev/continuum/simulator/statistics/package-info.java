/** Streaming statistics: quantiles, batch means, confidence intervals. */
@NullMarked
package dev.continuum.simulator.statistics;

import org.jspecify.annotations.NullMarked;
