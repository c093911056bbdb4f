/**
 * What a continuum is, what a placement is, and the oracle that judges one. No IO, no logging, no
 * solver: the JDK and JSpecify only.
 */
@NullMarked
package dev.continuum.model;

import org.jspecify.annotations.NullMarked;
