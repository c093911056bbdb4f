/**
 * Plans of warm instances over time, and what they cost: one accounting for every policy, a run of
 * policies over a trace, and the curve of cold starts against GB-s. A {@link
 * dev.continuum.simulator.warm.WarmSimulation} hands minutes of a {@link
 * dev.continuum.simulator.warm.trace.Fleet} to {@link
 * dev.continuum.simulator.warm.policy.WarmPolicy policies}, ours asking a {@link
 * dev.continuum.simulator.warm.forecast.Forecaster}, and books what they kept by {@link
 * dev.continuum.simulator.warm.Accounting}. No files here.
 */
@NullMarked
package dev.continuum.simulator.warm;

import org.jspecify.annotations.NullMarked;
