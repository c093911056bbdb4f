/**
 * How good warm plans are on traffic that nothing was fitted to: ours beside every published
 * policy, and beside one that knows how the traffic was made.
 */
@NullMarked
package dev.continuum.benchmarks.warm;

import org.jspecify.annotations.NullMarked;
