/**
 * What conformance suites of platforms share: a check, how it may end, and the report. Knows no
 * platform.
 */
@NullMarked
package dev.continuum.actuation.conformance;

import org.jspecify.annotations.NullMarked;
