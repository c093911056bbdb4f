/**
 * What the backends of one solve share: incumbent, bounds, and when to stop.
 *
 * <p>A backend is anything that improves one of them; how it does so lives in its own package.
 */
@NullMarked
package dev.continuum.solver.search;

import org.jspecify.annotations.NullMarked;
