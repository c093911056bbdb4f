package dev.continuum.service.replica;

/**
 * A batch of telemetry is durable.
 *
 * @param sequence every batch of the source up to this one is durable
 * @param rejected how many of its samples were too late or named what is not declared
 */
public record Acknowledged(long sequence, int rejected) {}
