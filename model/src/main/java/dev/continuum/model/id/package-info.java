/**
 * Typed identifiers: one record per kind of thing, so that a function's id cannot stand for a
 * node's.
 *
 * <p>Ids order by their text, which is the order everything is compiled in.
 */
@NullMarked
package dev.continuum.model.id;

import org.jspecify.annotations.NullMarked;
