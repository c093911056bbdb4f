package dev.continuum.openwhisk;

import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Phase;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Step;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From what is there to what a plan wants, as steps. */
final class Difference {

  static final String FETCH = "fetch-artifact";
  static final String PUT = "put-action";
  static final String WARM = "warm-instances";
  static final String ROUTE = "route-calls";
  static final String UNROUTE = "end-calls";
  static final String RELEASE = "release-instances";
  static final String DELETE = "delete-action";

  private static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  private final Plan plan;
  private final Observation observed;
  private final List<Step> steps = new ArrayList<>();

  private final List<Managed> evicted;

  /**
   * Compares.
   *
   * @param evicted what must go before the new fits
   */
  Difference(Plan plan, Observation observed, List<Managed> evicted) {
    this.plan = plan;
    this.observed = observed;
    this.evicted = evicted;
  }

  List<Step> steps() {
    for (Managed each : evicted) {
      steps.add(
          new Step(
              Phase.MAKE_ROOM,
              each.node(),
              each.function(),
              RELEASE,
              each.object(),
              count(0),
              "the memory of the domain does not hold old and new at once: its "
                  + each.warm()
                  + " warm instances are evicted"));
    }
    plan.deployments().forEach(this::reach);
    observed.managed().stream()
        .filter(each -> plan.nodes().contains(each.node()))
        .filter(each -> !isWanted(each))
        .forEach(this::leave);
    return steps;
  }

  private void reach(Deployment deployment) {
    String name = ActionName.of(plan.owner(), deployment);
    Optional<Managed> found = found(name);
    boolean right =
        found
            .filter(each -> each.specHash().equals(deployment.specHash()))
            .filter(each -> each.memory().equals(deployment.memory()))
            .filter(each -> each.drift().isEmpty())
            .isPresent();
    if (!right) {
      if (deployment.code().form() != Code.Form.IMAGE) {
        add(Phase.ACQUIRE, deployment, FETCH, deployment.code().name(), NONE, "a new spec");
      }
      add(
          Phase.CREATE,
          deployment,
          PUT,
          name,
          NONE,
          found.isPresent() ? "it is not as we wrote it" : "there is none of this spec");
    }
    int warm = right ? found.orElseThrow().warm() : 0;
    if (warm < deployment.warm()) {
      add(Phase.WARM, deployment, WARM, name, count(deployment.warm()), warm + " are warm");
    }
    if (found.filter(Managed::serving).isEmpty()) {
      add(Phase.SWITCH, deployment, ROUTE, name, NONE, "calls do not go there yet");
    }
    if (warm > deployment.warm()) {
      add(Phase.RELEASE, deployment, RELEASE, name, count(deployment.warm()), warm + " are kept");
    }
  }

  private void leave(Managed managed) {
    boolean elsewhere = plan.deployment(managed.function(), managed.node()).isPresent();
    if (managed.serving() && !elsewhere) {
      steps.add(step(Phase.SWITCH, managed, UNROUTE, "the plan has it no more"));
    }
    steps.add(
        step(
            Phase.REMOVE,
            managed,
            DELETE,
            elsewhere ? "another spec serves" : "the plan has it no more"));
  }

  private boolean isWanted(Managed managed) {
    return plan.deployment(managed.function(), managed.node())
        .filter(each -> ActionName.of(plan.owner(), each).equals(managed.object()))
        .isPresent();
  }

  private Optional<Managed> found(String name) {
    return observed.managed().stream().filter(each -> each.object().equals(name)).findFirst();
  }

  private static SortedMap<String, String> count(int instances) {
    return new TreeMap<>(Map.of("count", Integer.toString(instances)));
  }

  private void add(
      Phase phase,
      Deployment deployment,
      String verb,
      String object,
      SortedMap<String, String> arguments,
      String reason) {
    FunctionId function = deployment.function();
    NodeId node = deployment.node();
    steps.add(new Step(phase, node, function, verb, object, arguments, reason));
  }

  private static Step step(Phase phase, Managed managed, String verb, String reason) {
    return new Step(
        phase, managed.node(), managed.function(), verb, managed.object(), NONE, reason);
  }
}
