/**
 * What the local hosts of the adapters share: programs of this machine and its Docker engine. Knows
 * no platform; nothing that applies plans uses it.
 */
@NullMarked
package dev.continuum.actuation.host;

import org.jspecify.annotations.NullMarked;
