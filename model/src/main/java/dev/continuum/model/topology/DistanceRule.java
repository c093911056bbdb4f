package dev.continuum.model.topology;

import dev.continuum.model.quantity.Bandwidth;

/**
 * The delay between two points with positions that have neither an explicit delay nor a path.
 *
 * @param baseMicros delay at distance zero, µs
 * @param microsPerKilometre delay added per kilometre, µs
 * @param jitterMicros mean of the exponential delay that is added to each transfer, µs
 * @param bandwidth rate at which payloads cross
 * @param geometry how positions are read
 */
public record DistanceRule(
    double baseMicros,
    double microsPerKilometre,
    double jitterMicros,
    Bandwidth bandwidth,
    Position.Geometry geometry) {}
