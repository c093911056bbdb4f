/**
 * How good plans are: every strategy on every instance, one CSV row each, and tables of the rows.
 *
 * <p>{@code QualityCommand} makes a {@code Sweep} over {@code Instance}s and {@code Contender}s,
 * which appends {@code Row}s to a {@code RowFile}; {@code ReportCommand} reads them again. Who the
 * contenders are and how they plan lives elsewhere: in the engine and in the baselines.
 */
@NullMarked
package dev.continuum.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
