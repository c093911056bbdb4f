package dev.continuum.datasets.importer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * A power of ten that makes an instance's numbers fit the model's integers: six digits after the
 * point, sums below two thousand million. Digits are given up only where both cannot be had.
 *
 * @param shift how many places the point moves to the right
 */
record DecimalScale(int shift) {

  /** Digits after the point that the model keeps: micro-units of cost, nanocores of a millicore. */
  private static final int DIGITS_KEPT = 6;

  /** Sums in micro-units stay whole numbers that a double holds, and terms in nano-units a long. */
  private static final BigDecimal MOST = BigDecimal.valueOf(2_000_000_000L);

  /**
   * The scale for these numbers.
   *
   * @param numbers all that must keep their digits
   * @param most no sum of them that matters is above this
   */
  static DecimalScale of(Collection<BigDecimal> numbers, BigDecimal most) {
    int digits = DIGITS_KEPT;
    for (BigDecimal number : numbers) {
      if (number.scale() > digits) {
        digits = Math.max(digits, number.stripTrailingZeros().scale());
      }
    }
    int wanted = digits - DIGITS_KEPT;
    while (most.movePointRight(wanted).compareTo(MOST) > 0) {
      wanted--;
    }
    return new DecimalScale(wanted);
  }

  double apply(BigDecimal number) {
    return number.movePointRight(shift).setScale(DIGITS_KEPT, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** What one of the instance's units is in scaled ones, inverted. */
  double unitsPerScaled() {
    return BigDecimal.ONE.movePointLeft(shift).doubleValue();
  }
}
