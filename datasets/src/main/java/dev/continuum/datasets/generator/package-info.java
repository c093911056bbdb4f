/**
 * Families of problems, one type each, made from a seed: the same arguments give the same problem
 * on every machine. Each family is tight enough that its limits bind and no cost term is idle.
 */
@NullMarked
package dev.continuum.datasets.generator;

import org.jspecify.annotations.NullMarked;
