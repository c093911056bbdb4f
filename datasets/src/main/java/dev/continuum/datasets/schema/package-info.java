/**
 * What the schema asks of messages beyond their types, the same for files and for the wire. Knows
 * descriptors only, no single message; reads and writes nothing.
 */
@NullMarked
package dev.continuum.datasets.schema;

import org.jspecify.annotations.NullMarked;
