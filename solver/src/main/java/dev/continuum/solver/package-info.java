/**
 * From a problem to a placement with a certificate. Clocks, randomness and threads come in through
 * constructors; nothing here reads a file or opens a socket.
 */
@NullMarked
package dev.continuum.solver;

import org.jspecify.annotations.NullMarked;
