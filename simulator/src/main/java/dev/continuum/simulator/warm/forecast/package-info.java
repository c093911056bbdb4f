/**
 * Forecasts of the instances that functions will want: one forecaster, one file, one paper. Every
 * forecast is a distribution made of past minutes only. What to do with it is decided in policies.
 */
@NullMarked
package dev.continuum.simulator.warm.forecast;

import org.jspecify.annotations.NullMarked;
