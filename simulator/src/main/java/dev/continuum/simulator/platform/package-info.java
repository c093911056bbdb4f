/** How platforms serve calls: parameters of OpenWhisk, Lambda, scaling groups and fixed pools. */
@NullMarked
package dev.continuum.simulator.platform;

import org.jspecify.annotations.NullMarked;
