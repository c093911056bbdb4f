/** Random streams that do not depend on each other, and the laws that are drawn from them. */
@NullMarked
package dev.continuum.simulator.random;

import org.jspecify.annotations.NullMarked;
