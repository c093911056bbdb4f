/**
 * Local search by Timefold Solver (Community 2.2): late acceptance over moves of our own, scored by
 * the same integers as the oracle's.
 *
 * <p>{@link dev.continuum.solver.timefold.Timefold} is the backend. A {@code Plan} holds, for every
 * part of a group's devices and every call, a {@code Stop} with the option chosen; {@code Ledger}
 * scores it over {@code PlacementState}; {@code Moves} deals out changes, swaps, ejections,
 * evacuations and ruins that {@code Recreation} thinks through on the ledger's state.
 */
@NullMarked
package dev.continuum.solver.timefold;

import org.jspecify.annotations.NullMarked;
