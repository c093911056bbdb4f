/** What clients do: when they send, where to, and what they do when a call fails. */
@NullMarked
package dev.continuum.simulator.client;

import org.jspecify.annotations.NullMarked;
