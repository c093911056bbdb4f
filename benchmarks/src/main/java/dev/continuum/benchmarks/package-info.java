/**
 * How good and how fast the solver is, against published baselines. Nothing depends on this module.
 */
@NullMarked
package dev.continuum.benchmarks;

import org.jspecify.annotations.NullMarked;
