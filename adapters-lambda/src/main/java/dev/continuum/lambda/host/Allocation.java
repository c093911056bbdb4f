package dev.continuum.lambda.host;

import dev.continuum.lambda.host.FunctionEntity.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Provisioned concurrency of a version or alias. Guarded by the registry's lock. */
final class Allocation {

  /** As the API names them. */
  enum Status {
    IN_PROGRESS,
    READY,
    FAILED
  }

  final Version version;
  final List<Environment> environments = new ArrayList<>();
  final RateWindow rate = new RateWindow(Duration.ofSeconds(1));
  int starting;
  boolean released;
  private int requested;
  private Instant modified;
  private String reason = "";

  Allocation(Version version, int requested, Instant modified) {
    this.version = version;
    this.requested = requested;
    this.modified = modified;
  }

  int requested() {
    return requested;
  }

  int available() {
    return Math.min(requested, environments.size());
  }

  Instant modified() {
    return modified;
  }

  String reason() {
    return reason;
  }

  void request(int count, Instant at) {
    requested = count;
    modified = at;
    reason = "";
  }

  void fail(String why) {
    reason = why;
  }

  int missing() {
    return reason.isEmpty() ? requested - environments.size() - starting : 0;
  }

  Status status() {
    if (!reason.isEmpty()) {
      return Status.FAILED;
    }
    return environments.size() >= requested ? Status.READY : Status.IN_PROGRESS;
  }
}
