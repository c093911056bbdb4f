/**
 * The gRPC services: messages in, calls on replica and solver, messages out. No state of its own.
 */
@NullMarked
package dev.continuum.service.api;

import org.jspecify.annotations.NullMarked;
