/**
 * The platform-neutral way from a plan to steps on platforms: difference, order, journal, leases,
 * router. Knows no platform.
 */
@NullMarked
package dev.continuum.actuation;

import org.jspecify.annotations.NullMarked;
