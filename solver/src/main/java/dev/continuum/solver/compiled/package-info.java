/**
 * The compiled form of a problem: dense indices in order of id, long arrays with their unit in the
 * name, made once. Backends see only this.
 *
 * <p>Nothing here decides anything. The only bridge back to ids is {@link
 * dev.continuum.solver.compiled.Names}.
 */
@NullMarked
package dev.continuum.solver.compiled;

import org.jspecify.annotations.NullMarked;
