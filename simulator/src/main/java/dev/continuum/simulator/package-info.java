/**
 * A continuum run in virtual time (platforms, clients, failures, energy), and plans of warm
 * instances over time that it judges. No IO: seeds, traces and results come and go as values.
 */
@NullMarked
package dev.continuum.simulator;

import org.jspecify.annotations.NullMarked;
