package dev.continuum.cli;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Lease;
import dev.continuum.service.apply.PlatformActuator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The leases of several domains, which a service with the same targets file would take too. */
final class DomainLeases implements AutoCloseable {

  private static final Duration TERM = Duration.ofMinutes(2);

  private final List<Lease> leases = new ArrayList<>();

  private DomainLeases() {}

  /** All of them or none. */
  static DomainLeases take(List<PlatformActuator.Domain> domains) {
    DomainLeases taken = new DomainLeases();
    try {
      domains.forEach(
          each -> taken.leases.add(Lease.take(each.state(), InstantSource.system(), TERM)));
      return taken;
    } catch (ActuationException e) {
      taken.close();
      throw e;
    }
  }

  /** Renews them; false if one has gone to another. */
  boolean held() {
    try {
      leases.forEach(Lease::renew);
      return true;
    } catch (ActuationException e) {
      return false;
    }
  }

  @Override
  public void close() {
    leases.forEach(Lease::close);
  }
}
