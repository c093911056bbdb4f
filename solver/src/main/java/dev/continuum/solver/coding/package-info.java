/**
 * Placements by ids and placements by index, each turned into the other.
 *
 * <p>Nothing is judged here.
 */
@NullMarked
package dev.continuum.solver.coding;

import org.jspecify.annotations.NullMarked;
