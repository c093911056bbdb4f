package dev.continuum.simulator.warm;

/**
 * A policy's plan and what it came to.
 *
 * @param outcome cold starts and memory
 * @param plan the counts it kept, on one node
 */
public record WarmRun(WarmOutcome outcome, WarmPlan plan) {}
