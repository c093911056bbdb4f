/** Puts the service together: threads, clock, sockets, configuration. */
@NullMarked
package dev.continuum.service.server;

import org.jspecify.annotations.NullMarked;
