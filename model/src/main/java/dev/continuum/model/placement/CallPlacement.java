package dev.continuum.model.placement;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;

/**
 * One call of a route: what serves it, and where.
 *
 * @param call the call
 * @param function the chosen variant
 * @param place where it is served
 */
public record CallPlacement(CallId call, FunctionId function, Place place) {}
