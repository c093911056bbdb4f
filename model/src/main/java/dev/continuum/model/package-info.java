/**
 * What is asked: the declared, immutable form of a placement problem, in users' ids and units.
 *
 * <p>Sub-packages hold its parts by concept. Nothing here solves, reads files, logs, or knows a
 * platform; the module needs the JDK and JSpecify only.
 */
@NullMarked
package dev.continuum.model;

import org.jspecify.annotations.NullMarked;
