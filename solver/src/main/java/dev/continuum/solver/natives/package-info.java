/** How native solvers are loaded and interrupted. What is solved with them is not known here. */
@NullMarked
package dev.continuum.solver.natives;

import org.jspecify.annotations.NullMarked;
