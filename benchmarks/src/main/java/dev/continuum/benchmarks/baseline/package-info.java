/**
 * Published systems and trivial rules that plans are compared with: one file each, with its paper.
 *
 * <p>A {@code Baseline} answers a problem with a placement, which the oracle judges like any other,
 * or says why it cannot. {@code Baselines} names them all. What only some of them need to know of a
 * problem (who may run where, what fits) they ask of {@code Ground}.
 */
@NullMarked
package dev.continuum.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
