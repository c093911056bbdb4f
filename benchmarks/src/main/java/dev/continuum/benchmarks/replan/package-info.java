/**
 * How fast plans follow events, and how good they are then: {@link
 * dev.continuum.benchmarks.replan.ReplanCommand}.
 */
@NullMarked
package dev.continuum.benchmarks.replan;

import org.jspecify.annotations.NullMarked;
