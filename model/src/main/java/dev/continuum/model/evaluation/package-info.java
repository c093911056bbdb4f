/**
 * The oracle: what a placement is worth and which rules it breaks, computed the slow and obvious
 * way from the declared form.
 *
 * <p>It shares with solvers only the rounding class and the queueing functions, and every solver
 * answer passes through it. Nothing here searches or encodes.
 */
@NullMarked
package dev.continuum.model.evaluation;

import org.jspecify.annotations.NullMarked;
