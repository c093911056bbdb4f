package dev.continuum.model.workload;

import dev.continuum.model.id.FunctionId;

/**
 * One way to serve a call.
 *
 * @param function the function that serves it
 * @param qualityPricePerRequest cost of choosing it, per request of the application, in cost units
 */
public record Variant(FunctionId function, double qualityPricePerRequest) {}
