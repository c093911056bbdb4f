/**
 * Typed quantities, the units of the integers that plans are judged in, and the one rounding class.
 *
 * <p>No other class of the project rounds a declared number to an integer.
 */
@NullMarked
package dev.continuum.model.quantity;

import org.jspecify.annotations.NullMarked;
