/**
 * Checks that an OpenWhisk, whichever it is, behaves as the adapter takes it to behave. Who calls
 * whom: {@code ConformanceSuite} runs each {@code Check} of the {@code *Checks} with a {@code
 * Bench}, which paces calls and cleans up.
 */
@NullMarked
package dev.continuum.openwhisk.conformance;

import org.jspecify.annotations.NullMarked;
