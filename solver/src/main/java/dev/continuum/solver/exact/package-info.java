/**
 * Proven optimality by integer programming: routes as columns, the strong encoding of the model,
 * and the OR-Tools solvers that take it.
 *
 * <p>The encoding is ours and one; solvers see only {@link dev.continuum.solver.exact.LinearModel}.
 */
@NullMarked
package dev.continuum.solver.exact;

import org.jspecify.annotations.NullMarked;
