package dev.continuum.simulator.warm.policy;

import java.math.BigDecimal;
import java.math.MathContext;

/** Settings as parts of names. Stateless. */
final class Words {

  private Words() {}

  static String gigabytes(double gigabytes) {
    return number(gigabytes) + "GB";
  }

  /** Three digits, without an exponent. */
  static String number(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
