/**
 * Problem and placement files, importers and generators. What is read becomes a model type; nothing
 * here solves.
 */
@NullMarked
package dev.continuum.datasets;

import org.jspecify.annotations.NullMarked;
