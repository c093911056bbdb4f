package dev.continuum.lambda;

import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Phase;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Step;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** From what is there to what a plan wants, as steps. */
final class Difference {

  static final String FETCH = "fetch-artifact";
  static final String PUT = "put-function";
  static final String PUBLISH = "publish-version";
  static final String RESERVE = "reserve-concurrency";
  static final String UNRESERVE = "end-reservation";
  static final String STEP_DOWN = "step-down-instances";
  static final String PROVISION = "provision-instances";
  static final String BOUND = "bound-scaling";
  static final String MOVE = "move-alias";
  static final String END_CALLS = "delete-alias";
  static final String END_SCALING = "end-scaling";
  static final String RELEASE = "release-instances";
  static final String DELETE_VERSION = "delete-version";
  static final String DELETE = "delete-function";

  private static final SortedMap<String, String> NONE = Collections.emptySortedMap();

  private final Plan plan;
  private final Observation observed;
  private final LambdaSettings settings;
  private final List<Step> steps = new ArrayList<>();

  Difference(Plan plan, Observation observed, LambdaSettings settings) {
    this.plan = plan;
    this.observed = observed;
    this.settings = settings;
  }

  List<Step> steps() {
    if (settings.overlap() == LambdaSettings.Overlap.STEP) {
      new Overlaps(plan, observed).steps().forEach(this::stepDown);
    }
    plan.deployments().forEach(this::reach);
    Set<String> left = new HashSet<>();
    observed.managed().stream()
        .filter(each -> plan.nodes().contains(each.node()))
        .filter(each -> plan.deployment(each.function(), each.node()).isEmpty())
        .forEach(
            each -> {
              if (left.add(each.function() + "@" + each.node())) {
                leave(each.function(), each.node());
              }
            });
    return steps;
  }

  /** What a step is about. */
  private final class On {
    private final FunctionId function;
    private final NodeId node;

    On(FunctionId function, NodeId node) {
      this.function = function;
      this.node = node;
    }

    void add(
        Phase phase, String verb, String object, SortedMap<String, String> arguments, String why) {
      steps.add(new Step(phase, node, function, verb, object, arguments, why));
    }
  }

  private void stepDown(Overlaps.Change change, int count) {
    On on = new On(change.deployment().function(), change.deployment().node());
    int left = count;
    String wanted =
        change
            .estate()
            .wanted(change.deployment())
            .map(each -> each.managed().version())
            .orElse("");
    for (Facts each : change.estate().versions()) {
      int here = Math.min(left, each.provisioned());
      if (here > 0 && !each.managed().version().equals(wanted)) {
        on.add(
            Phase.MAKE_ROOM,
            STEP_DOWN,
            each.managed().object(),
            count(each.provisioned() - here),
            "the quota does not hold old and new at once");
        left -= here;
      }
    }
  }

  private void reach(Deployment deployment) {
    On on = new On(deployment.function(), deployment.node());
    String name = FunctionName.of(plan.owner(), deployment);
    Estate estate = Estate.of(observed, deployment.function(), deployment.node());
    Optional<Facts> wanted = estate.wanted(deployment);
    if (wanted.isEmpty()) {
      create(on, name, deployment, estate);
    }
    reserve(on, name, deployment, estate, true);
    warm(on, name, deployment, estate, wanted);
    String version = wanted.map(each -> each.managed().version()).orElse("");
    boolean weights = estate.latest().flatMap(each -> each.text(Facts.WEIGHTS)).isPresent();
    if (wanted.isEmpty() || !estate.alias().equals(Optional.of(version)) || weights) {
      on.add(
          Phase.SWITCH,
          MOVE,
          name + ":" + settings.alias(),
          spec(deployment),
          weights
              ? "it has routing weights"
              : estate.alias().map(each -> "it means version " + each).orElse("there is none"));
    }
    estate.versions().stream()
        .filter(each -> !each.managed().version().equals(version))
        .forEach(each -> release(on, name, each));
    reserve(on, name, deployment, estate, false);
    retire(on, estate, version);
  }

  private void create(On on, String name, Deployment deployment, Estate estate) {
    SortedMap<String, String> arguments = spec(deployment);
    estate.twin(deployment).ifPresent(each -> arguments.put("after", each));
    if (deployment.code().form() != Code.Form.IMAGE) {
      on.add(Phase.ACQUIRE, FETCH, deployment.code().name(), NONE, "a new spec");
    }
    on.add(
        Phase.CREATE,
        PUT,
        name,
        arguments,
        estate.latest().isEmpty() ? "there is none" : "no version is of this spec");
    on.add(Phase.CREATE, PUBLISH, name, arguments, "no version is of this spec");
  }

  private void reserve(
      On on, String name, Deployment deployment, Estate estate, boolean beforeWarm) {
    var now = estate.reserved();
    var most = deployment.most();
    if (now.equals(most)) {
      return;
    }
    boolean raise = now.isPresent() && most.isPresent() && most.getAsInt() > now.getAsInt();
    if (raise != beforeWarm) {
      return;
    }
    Phase phase = beforeWarm ? Phase.CREATE : Phase.RELEASE;
    if (most.isPresent()) {
      String why = now.isPresent() ? "it is " + now.getAsInt() : "there is no cap";
      on.add(phase, RESERVE, name, count(most.getAsInt()), why);
    } else {
      on.add(phase, UNRESERVE, name, NONE, "the plan has no cap");
    }
  }

  private void warm(
      On on, String name, Deployment deployment, Estate estate, Optional<Facts> wanted) {
    int warm = deployment.warm();
    if (settings.scaling() == LambdaSettings.Scaling.BOUNDS) {
      Optional<Facts> scaled =
          wanted
              .filter(each -> each.text(Facts.SCALED).isPresent())
              .or(() -> estate.isAliasScaled() ? estate.latest() : Optional.empty());
      if (scaled.isPresent()) {
        bound(on, name, deployment, scaled.get());
        return;
      }
    }
    SortedMap<String, String> arguments = spec(deployment);
    arguments.put("count", Integer.toString(warm));
    int now = wanted.map(Facts::provisioned).orElse(0);
    boolean ready = wanted.map(each -> each.managed().warm() == warm).orElse(false);
    if (warm > 0 && now <= warm && !ready) {
      on.add(Phase.WARM, PROVISION, name, arguments, now + " are provisioned");
    } else if (warm > 0 && now > warm) {
      on.add(Phase.RELEASE, PROVISION, name, arguments, now + " are provisioned");
    } else if (warm == 0 && now > 0) {
      wanted.ifPresent(
          each -> on.add(Phase.RELEASE, RELEASE, each.managed().object(), NONE, "none is planned"));
    }
  }

  private void bound(On on, String name, Deployment deployment, Facts scaled) {
    String qualifier = scaled.isLatest() ? settings.alias() : scaled.managed().version();
    int most = Math.max(deployment.warm(), deployment.most().orElse(deployment.warm()));
    String bounds = deployment.warm() + " to " + most;
    if (!scaled.text(Facts.SCALED).equals(Optional.of(bounds))) {
      SortedMap<String, String> arguments = new TreeMap<>();
      arguments.put("least", Integer.toString(deployment.warm()));
      arguments.put("most", Integer.toString(most));
      on.add(
          Phase.WARM,
          BOUND,
          Observer.resource(name, qualifier),
          arguments,
          "its bounds are " + scaled.text(Facts.SCALED).orElse(""));
    }
  }

  private void release(On on, String name, Facts version) {
    if (version.text(Facts.SCALED).isPresent()) {
      on.add(
          Phase.RELEASE,
          END_SCALING,
          Observer.resource(name, version.managed().version()),
          NONE,
          "it would bring the instances back");
    }
    if (version.provisioned() > 0) {
      on.add(
          Phase.RELEASE,
          RELEASE,
          version.managed().object(),
          NONE,
          version.provisioned() + " cost money and serve nothing");
    }
  }

  /** Versions beyond the newest ones go, if no alias means them. */
  private void retire(On on, Estate estate, String serving) {
    estate.versions().stream()
        .filter(each -> !each.managed().version().equals(serving))
        .filter(each -> !isElsewhereNamed(each))
        .skip(settings.keepVersions())
        .forEach(
            each ->
                on.add(
                    Phase.REMOVE,
                    DELETE_VERSION,
                    each.managed().object(),
                    NONE,
                    "the last " + settings.keepVersions() + " are kept"));
  }

  private boolean isElsewhereNamed(Facts version) {
    return version.text(Facts.NAMED).filter(alias -> !alias.equals(settings.alias())).isPresent();
  }

  private void leave(FunctionId function, NodeId node) {
    On on = new On(function, node);
    Estate estate = Estate.of(observed, function, node);
    String name = FunctionName.of(plan.owner(), function, node);
    if (estate.alias().isPresent()) {
      on.add(
          Phase.SWITCH,
          END_CALLS,
          name + ":" + settings.alias(),
          NONE,
          "the plan has the function no more");
    }
    if (estate.isAliasScaled()) {
      String resource = Observer.resource(name, settings.alias());
      on.add(Phase.RELEASE, END_SCALING, resource, NONE, "its alias goes");
    }
    estate.versions().forEach(each -> release(on, name, each));
    on.add(Phase.REMOVE, DELETE, name, NONE, "the plan has it no more");
  }

  private static SortedMap<String, String> spec(Deployment deployment) {
    return new TreeMap<>(Map.of("spec", deployment.specHash()));
  }

  private static SortedMap<String, String> count(int instances) {
    return new TreeMap<>(Map.of("count", Integer.toString(instances)));
  }
}
