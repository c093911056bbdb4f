package dev.continuum.model.topology;

/**
 * What a node charges, in units of money. GB is 2^30 bytes.
 *
 * @param perRequest for each call served
 * @param perGibSecondOnDemand for each GB·s a call runs where no warm instance is planned, or in
 *     overflow
 * @param perGibSecondProvisioned for each GB·s a call runs on a planned warm instance
 * @param perGibSecondKept for each GB·s a planned instance is kept, busy or not
 * @param perGibSent for each GB sent out of the node
 * @param activePerHour κ_n, for each hour the node holds at least one artifact
 */
public record Prices(
    double perRequest,
    double perGibSecondOnDemand,
    double perGibSecondProvisioned,
    double perGibSecondKept,
    double perGibSent,
    double activePerHour) {

  /** Nothing costs anything. */
  public static final Prices FREE = new Prices(0, 0, 0, 0, 0, 0);

  /** Only keeping the node active costs: the opening cost of facility location. */
  public static Prices activeOnly(double perHour) {
    return new Prices(0, 0, 0, 0, 0, perHour);
  }
}
