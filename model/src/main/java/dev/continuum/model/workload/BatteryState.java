package dev.continuum.model.workload;

import java.time.Duration;

/**
 * The battery of each device of a group.
 *
 * @param levelJoules charge now
 * @param requiredLifetime how long it must last under the plan
 */
public record BatteryState(double levelJoules, Duration requiredLifetime) {}
