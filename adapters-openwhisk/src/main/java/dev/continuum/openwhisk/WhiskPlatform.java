package dev.continuum.openwhisk;

import com.google.gson.JsonObject;
import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Answer;
import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Caller;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.NodeLimits;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.Refusal;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.Step;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.openwhisk.rest.WhiskClient;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An OpenWhisk namespace as a platform: a function on a node is an action of its own, whose name
 * ends in its spec hash; warm instances are grown by held calls and counted by the identities in
 * answers.
 */
public final class WhiskPlatform implements Platform {

  private static final double PER_MINUTE = 60;

  private final SortedSet<NodeId> nodes;
  private final WhiskSettings settings;
  private final WhiskClient client;
  private final Ledger ledger;
  private final ArtifactStore artifacts;
  private final ActionWriter writer;
  private final InstanceEstimate estimate;
  private final WarmUp warmUp;
  private final InstantSource clock;

  /**
   * What the adapter works with.
   *
   * @param state where it remembers
   * @param artifacts where code comes from
   * @param clock what time it is
   * @param sleeper how to wait
   */
  public record Surroundings(
      StateDirectory state, ArtifactStore artifacts, InstantSource clock, Sleeper sleeper) {}

  /** Serves these nodes by this endpoint. */
  public WhiskPlatform(
      SortedSet<NodeId> nodes,
      WhiskEndpoint endpoint,
      WhiskSettings settings,
      Surroundings surroundings) {
    this.nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    this.settings = settings;
    this.clock = surroundings.clock();
    this.client = new WhiskClient(new WhiskConnection(endpoint), surroundings.sleeper());
    this.artifacts = surroundings.artifacts();
    this.ledger = new Ledger(surroundings.state(), Digests.of(nodes.toString()));
    this.writer = new ActionWriter(client, artifacts, settings.logsMb());
    this.estimate = new InstanceEstimate(settings.life());
    this.warmUp =
        new WarmUp(
            client,
            new WarmBudget(settings.warmUpsPerMinute(), clock),
            estimate,
            clock,
            surroundings.sleeper());
  }

  @Override
  public String kind() {
    return "openwhisk";
  }

  @Override
  public SortedSet<NodeId> nodes() {
    return nodes;
  }

  @Override
  public Observation observe(String owner) {
    JsonObject limits = client.limits();
    SortedMap<NodeId, NodeLimits> byNode = new TreeMap<>();
    nodes.forEach(node -> byNode.put(node, nodeLimits(limits)));
    SortedMap<String, Ledger.Warmed> warmed = ledger.warmed();
    List<Managed> managed = new ArrayList<>();
    for (JsonObject action : client.actions()) {
      if (Annotations.text(action, Annotations.OWNER).filter(owner::equals).isPresent()) {
        managed.add(
            managed(action, Optional.ofNullable(warmed.get(action.get("name").getAsString()))));
      }
    }
    return new Observation(managed, byNode);
  }

  private Managed managed(JsonObject action, Optional<Ledger.Warmed> warmed) {
    String name = action.get("name").getAsString();
    String version = action.get("version").getAsString();
    Instant now = clock.instant();
    boolean known =
        warmed
            .filter(each -> each.version().equals(version))
            .filter(each -> each.at().plus(settings.life()).isAfter(now))
            .isPresent();
    String drift =
        warmed
            .filter(each -> !each.version().equals(version))
            .map(each -> "version " + version + " where we left " + each.version())
            .orElse("");
    return new Managed(
        new FunctionId(Annotations.text(action, Annotations.FUNCTION).orElse(name)),
        new NodeId(Annotations.text(action, Annotations.NODE).orElse("?")),
        name,
        Annotations.text(action, Annotations.SPEC).orElse(""),
        version,
        memory(action),
        known ? warmed.orElseThrow().count() : 0,
        ledger.isServing(name),
        drift);
  }

  static Memory memory(JsonObject action) {
    return Memory.mebibytes(action.getAsJsonObject("limits").get("memory").getAsInt());
  }

  private static NodeLimits nodeLimits(JsonObject limits) {
    long instances = number(limits, "concurrentInvocations", Long.MAX_VALUE);
    long perMinute = number(limits, "invocationsPerMinute", Long.MAX_VALUE);
    return new NodeLimits(
        instances,
        perMinute == Long.MAX_VALUE ? Rate.UNLIMITED : Rate.perSecond(perMinute / PER_MINUTE),
        Rate.UNLIMITED,
        Memory.mebibytes((double) number(limits, "minActionMemory", 0)),
        Memory.mebibytes((double) number(limits, "maxActionMemory", 512)));
  }

  private static long number(JsonObject json, String key, long otherwise) {
    return json.has(key) ? json.get(key).getAsLong() : otherwise;
  }

  @Override
  public List<Refusal> refusals(Plan plan, Observation observed) {
    List<Refusal> refusals = new ArrayList<>();
    settings
        .memory()
        .flatMap(all -> new MemoryCheck(plan, observed, all.bytes()).refusal())
        .ifPresent(refusals::add);
    tooMany(plan, observed).ifPresent(refusals::add);
    for (Deployment each : plan.deployments()) {
      NodeLimits limits = observed.limits().getOrDefault(each.node(), NodeLimits.NONE);
      String who = each.function() + " on " + each.node();
      if (each.memory().bytes() > limits.mostMemory().bytes()
          || each.memory().bytes() < limits.leastMemory().bytes()) {
        refusals.add(
            new Refusal(
                each.node(),
                "The memory ("
                    + each.memory().mebibytes()
                    + " MB) of "
                    + who
                    + " must be within the action limits of the domain, "
                    + limits.leastMemory().mebibytes()
                    + " to "
                    + limits.mostMemory().mebibytes()
                    + " MB.",
                "Maybe change the function's memory, or the limits of the deployment."));
      }
      if (each.warm() > settings.warmUpsPerMinute()) {
        refusals.add(
            new Refusal(
                each.node(),
                "The warm instances ("
                    + each.warm()
                    + ") of "
                    + who
                    + " must not exceed the budget of warm-up calls a minute ("
                    + settings.warmUpsPerMinute()
                    + ").",
                "Maybe raise warmUpsPerMinute and the limits of the namespace."));
      }
    }
    return refusals;
  }

  /** All instances of the namespace at work at once are as many calls at once. */
  private static Optional<Refusal> tooMany(Plan plan, Observation observed) {
    long warm = plan.deployments().stream().mapToLong(Deployment::warm).sum();
    return plan.nodes().stream()
        .filter(node -> warm > observed.limits().getOrDefault(node, NodeLimits.NONE).instances())
        .findFirst()
        .map(
            node ->
                new Refusal(
                    node,
                    "The warm instances ("
                        + warm
                        + ") of the plan on "
                        + plan.nodes()
                        + " must not exceed the calls at once of the namespace ("
                        + observed.limits().getOrDefault(node, NodeLimits.NONE).instances()
                        + "): no more could be at work.",
                    "Maybe raise concurrentInvocations, or solve again with this Q_n (import"
                        + " limits)."));
  }

  @Override
  public List<Step> difference(Plan plan, Observation observed) {
    List<Managed> evicted =
        settings
            .memory()
            .map(all -> new MemoryCheck(plan, observed, all.bytes()).evicted())
            .orElse(List.of());
    return new Difference(plan, observed, evicted).steps();
  }

  @Override
  public List<String> notes(Plan plan, Observation observed) {
    return settings.memory().stream()
        .flatMap(all -> new MemoryCheck(plan, observed, all.bytes()).advice().stream())
        .toList();
  }

  @Override
  public String perform(Step step, Plan plan) {
    return switch (step.verb()) {
      case Difference.FETCH -> fetch(deployment(step, plan).code());
      case Difference.PUT -> put(step.object(), plan.owner(), deployment(step, plan));
      case Difference.WARM -> warm(step.object(), count(step));
      case Difference.ROUTE -> {
        ledger.route(step.function(), step.node(), step.object());
        yield "calls go there";
      }
      case Difference.UNROUTE -> {
        ledger.unroute(step.function(), step.node());
        yield "calls go there no more";
      }
      case Difference.RELEASE -> {
        Ledger.Warmed now = ledger.warmed().get(step.object());
        if (now != null) {
          ledger.warmed(step.object(), new Ledger.Warmed(now.version(), count(step), now.at()));
        }
        yield "the surplus goes after " + settings.life().toSeconds() + " s without calls";
      }
      case Difference.DELETE -> {
        String note = writer.delete(step.object(), plan.owner());
        ledger.forget(step.object());
        yield note;
      }
      default -> throw new IllegalArgumentException("Unknown step: " + step);
    };
  }

  private static int count(Step step) {
    return Integer.parseInt(step.arguments().getOrDefault("count", "0"));
  }

  private static Deployment deployment(Step step, Plan plan) {
    return plan.deployment(step.function(), step.node())
        .orElseThrow(() -> new IllegalArgumentException("Not in the plan: " + step));
  }

  private String fetch(Code code) {
    ArtifactStore.Pulled pulled = artifacts.pull(code);
    return pulled.size() + " bytes in " + pulled.elapsed().toMillis() + " ms";
  }

  private String put(String action, String owner, Deployment deployment) {
    Optional<String> known =
        Optional.ofNullable(ledger.warmed().get(action)).map(Ledger.Warmed::version);
    ActionWriter.Written done = writer.put(action, owner, deployment, known);
    if (done.written()) {
      // From now on this version is ours; none of it is warm.
      ledger.warmed(action, new Ledger.Warmed(done.version(), 0, clock.instant()));
    }
    return done.written() ? "version " + done.version() : "already there";
  }

  private String warm(String action, int count) {
    String version =
        client
            .action(action)
            .map(each -> each.get("version").getAsString())
            .orElseThrow(
                () ->
                    new ActuationException(
                        ActuationException.Fault.CONFLICT,
                        "The action " + action + " is gone.",
                        "Maybe apply again."));
    WarmUp.Grown grown = warmUp.grow(action, count, settings.growHold());
    ledger.warmed(action, new Ledger.Warmed(version, count, grown.since()));
    return grown.note();
  }

  /** Keeps this platform's instances warm; see there. */
  public WarmKeeper keeper(BurstGate gate) {
    return new WarmKeeper(
        new WarmKeeper.Parts(client, ledger, warmUp, estimate), settings, gate, clock);
  }

  @Override
  public Caller caller() {
    return (function, node, payload, deadline) -> {
      Optional<String> action = ledger.route(function, node);
      return action.isEmpty()
          ? Answer.of(Answer.Outcome.REJECTED, function + " is not deployed on " + node + ".")
          : call(action.get(), payload, deadline);
    };
  }

  private Answer call(String action, String payload, Duration deadline) {
    try {
      Answer answer = Sighting.of(client.invoke(action, payload, deadline));
      answer.instance().ifPresent(each -> estimate.saw(action, each, clock.instant()));
      return answer;
    } catch (java.net.http.HttpTimeoutException e) {
      return Answer.of(Answer.Outcome.TIMEOUT, "No answer within " + deadline + ".");
    } catch (IOException e) {
      return Answer.of(Answer.Outcome.UNAVAILABLE, e.toString());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
