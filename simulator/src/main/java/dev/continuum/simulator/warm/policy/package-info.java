/**
 * Policies that say how many instances of each function stay warm in the next minute: ours, and the
 * published ones it is measured against; one policy, one file, one paper. A policy sees past
 * minutes only. What its decisions cost is accounted elsewhere.
 */
@NullMarked
package dev.continuum.simulator.warm.policy;

import org.jspecify.annotations.NullMarked;
