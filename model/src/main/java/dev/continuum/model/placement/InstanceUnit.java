package dev.continuum.model.placement;

/**
 * The unit an imported instance states its objective in.
 *
 * @param name what it is called there
 * @param perCostUnit objective = cost × this
 */
public record InstanceUnit(String name, double perCostUnit) {}
