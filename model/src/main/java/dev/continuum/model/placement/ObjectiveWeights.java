package dev.continuum.model.placement;

/**
 * What a unit of each objective term costs, in cost units.
 *
 * @param networkPerRequestMs w_net, for each request and millisecond of transfer
 * @param servicePerRequestMs w_srv, for each request and millisecond of service
 * @param perJoule w_J, for each joule
 * @param perMoney for each unit of money
 */
public record ObjectiveWeights(
    double networkPerRequestMs, double servicePerRequestMs, double perJoule, double perMoney) {

  /**
   * 0.1 µ-units per request·ms: a request-second is worth 10^-4, about a dollar for three hours of
   * waiting. 0.07 µ-units per joule: 0.25 a kilowatt-hour. Money counts as it is.
   */
  public static final ObjectiveWeights DEFAULT = new ObjectiveWeights(1e-7, 1e-7, 7e-8, 1);

  /** Nothing has a weight: only explicit costs, quality and money-free terms remain. */
  public static final ObjectiveWeights NONE = new ObjectiveWeights(0, 0, 0, 0);
}
