/**
 * The command line: arguments in, tables and JSON out. What a command does lives in the other
 * modules.
 */
@NullMarked
package dev.continuum.cli;

import org.jspecify.annotations.NullMarked;
