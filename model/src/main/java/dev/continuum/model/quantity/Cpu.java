package dev.continuum.model.quantity;

/**
 * An amount of processor time per unit of time.
 *
 * @param millicores thousandths of a core; any finite number, so that validation can report bad
 *     input instead of failing on it; {@link Double#POSITIVE_INFINITY} is unlimited
 */
public record Cpu(double millicores) {

  /** No processor at all. */
  public static final Cpu ZERO = new Cpu(0);

  /** No limit. */
  public static final Cpu UNLIMITED = new Cpu(Double.POSITIVE_INFINITY);

  /** The given number of whole or fractional cores. */
  public static Cpu cores(double cores) {
    return new Cpu(cores * 1000);
  }

  /** The given number of millicores. */
  public static Cpu millicores(double millicores) {
    return new Cpu(millicores);
  }
}
