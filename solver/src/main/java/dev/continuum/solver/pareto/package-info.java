/**
 * What latency, energy and money trade for each other: {@link
 * dev.continuum.solver.pareto.ParetoFront} finds placements that no other found beats in all three,
 * each with a certified bound on the latency of every placement that takes no more energy and
 * money.
 *
 * <p>{@code Archive} holds what was found and what was proven; {@code Descent} looks for the best
 * under a limit.
 */
@NullMarked
package dev.continuum.solver.pareto;

import org.jspecify.annotations.NullMarked;
