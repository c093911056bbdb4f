package dev.continuum.lambda;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.NodeLimits;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whether the quotas hold old and new instances at once, and how far old ones must step down where
 * they do not: within each reservation, and within what the account has left for ours.
 */
final class Overlaps {

  private final List<Change> changes = new ArrayList<>();
  private final long account;
  private long foreignHeld;

  /**
   * What happens to the instances of a function.
   *
   * @param deployment what is wanted
   * @param estate what is there
   * @param old instances of versions that go
   * @param kept instances of the wanted version that are there
   */
  record Change(Deployment deployment, Estate estate, int old, int kept) {
    /** Instances at once while both are there. */
    int both() {
      return old + Math.max(kept, deployment.warm());
    }

    /** The cap that holds while both are there; a lower one comes only afterwards. */
    OptionalInt cap() {
      OptionalInt now = estate.reserved();
      if (now.isEmpty()) {
        return now;
      }
      return OptionalInt.of(Math.max(now.getAsInt(), deployment.most().orElse(0)));
    }
  }

  Overlaps(Plan plan, Observation observed) {
    for (Deployment each : plan.deployments()) {
      Estate estate = Estate.of(observed, each.function(), each.node());
      int kept = estate.wanted(each).map(Facts::provisioned).orElse(0);
      changes.add(new Change(each, estate, estate.provisioned() - kept, kept));
    }
    account = observed.limits().values().stream().mapToLong(NodeLimits::instances).min().orElse(0);
    foreignHeld =
        observed.managed().stream()
            .filter(
                each ->
                    changes.stream()
                        .noneMatch(
                            change ->
                                change.deployment().function().equals(each.function())
                                    && change.deployment().node().equals(each.node())))
            .mapToLong(each -> new Facts(each).held(observed.managed()))
            .sum();
  }

  /** Instances of ours that the account must hold while both are there. */
  long needed() {
    return foreignHeld + changes.stream().mapToLong(each -> each.cap().orElse(each.both())).sum();
  }

  /** Instances of ours that the account must hold in the end. */
  long neededInTheEnd() {
    return changes.stream()
        .mapToLong(each -> each.deployment().most().orElse(each.deployment().warm()))
        .sum();
  }

  long account() {
    return account;
  }

  /** By how many instances each old version must step down first; empty if both fit. */
  Map<Change, Integer> steps() {
    Map<Change, Integer> steps = new LinkedHashMap<>();
    long missing = needed() - account;
    for (Change each : changes) {
      int own = each.cap().isPresent() ? Math.max(0, each.both() - each.cap().getAsInt()) : 0;
      int forAll = each.cap().isEmpty() ? (int) Math.clamp(missing, 0, Math.max(0, each.old())) : 0;
      missing -= forAll;
      int down = Math.min(each.old(), Math.max(own, forAll));
      if (down > 0) {
        steps.put(each, down);
      }
    }
    return Collections.unmodifiableMap(steps);
  }

  /** Changes whose own reservation is too small even when the old version has gone. */
  List<Change> tooBig() {
    return changes.stream()
        .filter(
            each ->
                each.deployment().most().isPresent()
                    && each.deployment().most().getAsInt() < each.deployment().warm())
        .toList();
  }
}
