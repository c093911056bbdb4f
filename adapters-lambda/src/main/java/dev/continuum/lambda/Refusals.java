package dev.continuum.lambda;

import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.NodeLimits;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps a plan from being applied to a region. */
final class Refusals {

  private static final int MOST_TIMEOUT_SECONDS = 900;

  private final Plan plan;
  private final Observation observed;
  private final LambdaSettings settings;
  private final List<Refusal> refusals = new ArrayList<>();

  Refusals(Plan plan, Observation observed, LambdaSettings settings) {
    this.plan = plan;
    this.observed = observed;
    this.settings = settings;
  }

  List<Refusal> all() {
    plan.deployments().forEach(this::one);
    Overlaps overlaps = new Overlaps(plan, observed);
    overlaps.tooBig().forEach(each -> aboveCap(each.deployment()));
    if (overlaps.neededInTheEnd() > overlaps.account()) {
      quota(
          "The instances of the plan ("
              + overlaps.neededInTheEnd()
              + ", warm or reserved) must not exceed what the account has left for them ("
              + overlaps.account()
              + ": "
              + Observer.LEAST_UNRESERVED
              + " stay unreserved).",
          "Maybe ask AWS for more concurrency, or solve again with this Q_n.");
    } else if (settings.overlap() == LambdaSettings.Overlap.REFUSE && !overlaps.steps().isEmpty()) {
      quota(
          "The quota must hold old and new instances at once ("
              + overlaps.needed()
              + ", and the account has "
              + overlaps.account()
              + " for ours), or the function's own reservation must.",
          "Maybe overlap: step in the targets file, which steps the old ones down first, or raise"
              + " the quota.");
    }
    return refusals;
  }

  private void quota(String message, String remedy) {
    refusals.add(new Refusal(plan.nodes().first(), message, remedy));
  }

  private void refuse(Deployment deployment, String message, String remedy) {
    refusals.add(new Refusal(deployment.node(), message, remedy));
  }

  private void one(Deployment each) {
    NodeLimits limits = observed.limits().getOrDefault(each.node(), NodeLimits.NONE);
    String who = each.function() + " on " + each.node();
    if (each.memory().bytes() > limits.mostMemory().bytes()
        || each.memory().bytes() < limits.leastMemory().bytes()) {
      refuse(
          each,
          "The memory ("
              + each.memory().mebibytes()
              + " MB) of "
              + who
              + " must be "
              + limits.leastMemory().mebibytes()
              + " to "
              + limits.mostMemory().mebibytes()
              + " MB.",
          "Maybe set memory for this target in the targets file.");
    }
    if (each.timeout().toSeconds() > MOST_TIMEOUT_SECONDS) {
      refuse(
          each,
          "The timeout ("
              + each.timeout().toSeconds()
              + " s) of "
              + who
              + " must be at most 900 s.",
          "Maybe lower it in the targets file.");
    }
    if (each.code().form() == Code.Form.SOURCE) {
      refuse(
          each,
          "The artifact (" + each.code().name() + ") of " + who + " must be a jar, zip or image.",
          "Maybe zip the source, and name it in functions of this target.");
    }
    scaling(each, who);
  }

  private void scaling(Deployment each, String who) {
    Estate estate = Estate.of(observed, each.function(), each.node());
    Optional<Facts> scaled =
        estate
            .wanted(each)
            .filter(version -> version.text(Facts.SCALED).isPresent())
            .or(() -> estate.isAliasScaled() ? estate.latest() : Optional.empty());
    if (settings.scaling() == LambdaSettings.Scaling.REFUSE && scaled.isPresent()) {
      String qualifier =
          scaled.get().isLatest() ? settings.alias() : scaled.get().managed().version();
      refuse(
          each,
          "Application Auto Scaling keeps "
              + scaled.get().text(Facts.SCALED).orElse("")
              + " instances of "
              + who
              + " ("
              + Observer.resource(scaled.get().name(), qualifier)
              + "), and would undo what the plan sets.",
          "Maybe deregister that scalable target, or scaling: bounds in the targets file.");
    }
  }

  private void aboveCap(Deployment each) {
    refuse(
        each,
        "The warm instances ("
            + each.warm()
            + ") of "
            + each.function()
            + " on "
            + each.node()
            + " must not exceed its cap ("
            + each.most().orElse(0)
            + ").",
        "Maybe raise most in the targets file.");
  }
}
