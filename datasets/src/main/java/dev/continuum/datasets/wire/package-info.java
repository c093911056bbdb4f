/**
 * Messages of the schema to model types and back, one mapping for each concept. Defaults of the
 * schema live here. No text, no IO.
 */
@NullMarked
package dev.continuum.datasets.wire;

import org.jspecify.annotations.NullMarked;
