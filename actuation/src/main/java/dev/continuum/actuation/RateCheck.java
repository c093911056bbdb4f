package dev.continuum.actuation;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Rate;
import java.util.Comparator;
import java.util.Optional;

/** Whether a domain takes as many calls as a plan expects there (R_n), where the plan says. */
final class RateCheck {

  /** Rates are sums of many. */
  private static final double SLACK = 1 + 1e-9;

  private RateCheck() {}

  /** Why a domain's part of a plan must not be applied there, if it must not. */
  static Optional<Refusal> refusal(Plan part, Observation observed) {
    double expected = part.demand().values().stream().mapToDouble(Rate::perSecond).sum();
    return part.nodes().stream()
        .min(Comparator.comparingDouble(node -> limit(observed, node)))
        .filter(node -> expected > limit(observed, node) * SLACK)
        .map(
            node ->
                new Refusal(
                    node,
                    "The calls that the plan sends to "
                        + part.nodes()
                        + " ("
                        + expected
                        + " a second) must not exceed what the domain takes ("
                        + limit(observed, node)
                        + " a second).",
                    "Maybe solve again with this R_n (import limits), or raise the limit of the"
                        + " namespace or account."));
  }

  private static double limit(Observation observed, NodeId node) {
    return observed.limits().getOrDefault(node, NodeLimits.NONE).rate().perSecond();
  }
}
