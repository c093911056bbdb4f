/**
 * Everything that can be wrong with a declared problem or placement, collected in one pass.
 *
 * <p>Nothing here stops at the first fault, and nothing else in the project rejects users' input.
 */
@NullMarked
package dev.continuum.model.validation;

import org.jspecify.annotations.NullMarked;
