/**
 * The stateful half of the service: one {@link dev.continuum.service.replica.ContinuumMachine} per
 * continuum, confined to a loop of its own, and the {@link dev.continuum.service.replica.Replica}
 * that leads or follows them all. Clock, threads, store, solver and platform come in from outside;
 * gRPC is not known here.
 */
@NullMarked
package dev.continuum.service.replica;

import org.jspecify.annotations.NullMarked;
