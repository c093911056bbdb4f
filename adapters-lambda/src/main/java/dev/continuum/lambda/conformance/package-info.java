/**
 * Checks that a Lambda, whichever it is, behaves as the adapter takes it to behave. Who calls whom:
 * {@code ConformanceSuite} runs each {@code CheckCase} of the {@code *Checks} with a {@code Bench},
 * which makes functions of {@code ProbeCode} and removes them.
 */
@NullMarked
package dev.continuum.lambda.conformance;

import org.jspecify.annotations.NullMarked;
