package dev.continuum.actuation;

import java.util.function.BooleanSupplier;

/**
 * The right to make the next step: our own lease, and that of whoever ordered.
 *
 * @param lease ours, renewed with each step
 * @param held whether the one who ordered may still do so
 */
record Permit(Lease lease, BooleanSupplier held) {

  void require() {
    if (!held.getAsBoolean()) {
      throw new ActuationException(
          ActuationException.Fault.CONFLICT,
          "Whoever ordered this plan has lost the right to.",
          "Maybe another replica leads now, and orders it again.");
    }
    lease.renew();
  }
}
