/**
 * Where things can run and how they are joined: nodes, device classes, links, delays.
 *
 * <p>Declared data only; shortest paths and candidate lists are computed elsewhere.
 */
@NullMarked
package dev.continuum.model.topology;

import org.jspecify.annotations.NullMarked;
