package dev.continuum.model.evaluation;

import dev.continuum.model.id.PointId;

/**
 * Traffic on a link in one direction.
 *
 * @param from where it enters
 * @param to where it leaves
 * @param bitsPerSecond traffic, against what the plan may use
 */
public record LinkEvaluation(PointId from, PointId to, Use bitsPerSecond) {}
