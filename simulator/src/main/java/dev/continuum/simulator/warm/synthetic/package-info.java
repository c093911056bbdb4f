/**
 * Traces of calls made from a seed, to judge warm plans on traffic that no policy was fitted to,
 * and the forecast of someone who knows how they were made: what no causal policy can be expected
 * to beat. A {@link dev.continuum.simulator.warm.synthetic.SyntheticTrace} runs a {@link
 * dev.continuum.simulator.warm.synthetic.Source} for every function. No files here.
 */
@NullMarked
package dev.continuum.simulator.warm.synthetic;

import org.jspecify.annotations.NullMarked;
