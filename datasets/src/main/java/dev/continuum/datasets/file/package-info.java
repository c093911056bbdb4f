/**
 * Problem and placement files: YAML or JSON text to messages of the schema and back, with every
 * fault of a text reported at its line. What messages mean is the wire package's matter, what makes
 * a sound problem the validator's.
 */
@NullMarked
package dev.continuum.datasets.file;

import org.jspecify.annotations.NullMarked;
