/**
 * How fast the simulator is: alone on crowds of devices, and beside CloudSim Plus on the same
 * workload. Nothing else of the project may use that peer.
 */
@NullMarked
package dev.continuum.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
