/**
 * Instances of other people's formats as placement problems: location and assignment classics,
 * NEPTUNE's requests, sites and users of edge user allocation.
 *
 * <p>Each importer is one public type. It reads text, and reports every fault it finds as issues of
 * an {@link dev.continuum.model.validation.InvalidProblemException}. Nothing here solves or writes.
 */
@NullMarked
package dev.continuum.datasets.importer;

import org.jspecify.annotations.NullMarked;
