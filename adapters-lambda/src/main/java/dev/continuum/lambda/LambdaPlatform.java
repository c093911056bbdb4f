package dev.continuum.lambda;

import dev.continuum.actuation.ArtifactStore;
import dev.continuum.actuation.Caller;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.PlatformMinute;
import dev.continuum.actuation.Refusal;
import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.Step;
import dev.continuum.model.id.NodeId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A region of AWS Lambda as a platform: a function on a node is a Lambda function, its specs are
 * published versions, its warm instances are provisioned concurrency of the version that the alias
 * means.
 */
public final class LambdaPlatform implements Platform {

  private final SortedSet<NodeId> nodes;
  private final LambdaSettings settings;
  private final LambdaCalls calls;
  private final ArtifactStore artifacts;
  private final FunctionWriter writer;
  private final Provisioner provisioner;
  private final LambdaCaller caller;

  /**
   * What the adapter works with.
   *
   * @param owner whose functions its callers call
   * @param artifacts where code comes from
   * @param sleeper how to wait
   */
  public record Surroundings(String owner, ArtifactStore artifacts, Sleeper sleeper) {}

  /** Serves these nodes in this region. */
  public LambdaPlatform(
      SortedSet<NodeId> nodes,
      LambdaEndpoint endpoint,
      LambdaSettings settings,
      Surroundings surroundings) {
    this.nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    this.settings = settings;
    this.calls = new LambdaCalls(endpoint, surroundings.sleeper());
    this.artifacts = surroundings.artifacts();
    this.writer = new FunctionWriter(calls, artifacts, settings);
    this.provisioner = new Provisioner(calls, settings);
    this.caller = new LambdaCaller(calls, surroundings.owner(), settings.alias());
  }

  @Override
  public String kind() {
    return "lambda";
  }

  @Override
  public SortedSet<NodeId> nodes() {
    return nodes;
  }

  @Override
  public Observation observe(String owner) {
    return new Observer(calls, settings, nodes).observe(owner);
  }

  @Override
  public List<Refusal> refusals(Plan plan, Observation observed) {
    return new Refusals(plan, observed, settings).all();
  }

  @Override
  public List<Step> difference(Plan plan, Observation observed) {
    return new Difference(plan, observed, settings).steps();
  }

  @Override
  public List<String> notes(Plan plan, Observation observed) {
    return new PriceDifference(Prices.shipped(), plan, observed).lines();
  }

  @Override
  public String perform(Step step, Plan plan) {
    String object = step.object();
    String name = before(object);
    return switch (step.verb()) {
      case Difference.FETCH -> fetch(deployment(step, plan));
      case Difference.PUT -> writer.put(name, plan.owner(), deployment(step, plan), after(step));
      case Difference.PUBLISH -> writer.publish(name, deployment(step, plan), after(step));
      case Difference.RESERVE -> provisioner.reserve(name, number(step, "count"));
      case Difference.UNRESERVE -> provisioner.unreserve(name);
      case Difference.STEP_DOWN ->
          provisioner.stepDown(name, behind(object), number(step, "count"));
      case Difference.PROVISION ->
          provisioner.provision(
              name, provisioner.version(name, deployment(step, plan)), number(step, "count"));
      case Difference.BOUND ->
          provisioner.bound(object, number(step, "least"), number(step, "most"));
      case Difference.MOVE ->
          provisioner.move(name, provisioner.version(name, deployment(step, plan)));
      case Difference.END_CALLS -> provisioner.deleteAlias(name);
      case Difference.END_SCALING -> provisioner.endScaling(object);
      case Difference.RELEASE -> provisioner.release(name, behind(object));
      case Difference.DELETE_VERSION ->
          writer.delete(name, plan.owner(), Optional.of(behind(object)));
      case Difference.DELETE -> writer.delete(name, plan.owner(), Optional.empty());
      default -> throw new IllegalArgumentException("Unknown step: " + step);
    };
  }

  private static String before(String object) {
    int colon = object.indexOf(':');
    return colon < 0 ? object : object.substring(0, colon);
  }

  private static String behind(String object) {
    return object.substring(object.indexOf(':') + 1);
  }

  private static int number(Step step, String key) {
    return Integer.parseInt(step.arguments().getOrDefault(key, "0"));
  }

  private static Optional<String> after(Step step) {
    return Optional.ofNullable(step.arguments().get("after"));
  }

  private static Deployment deployment(Step step, Plan plan) {
    return plan.deployment(step.function(), step.node())
        .orElseThrow(() -> new IllegalArgumentException("Not in the plan: " + step));
  }

  private String fetch(Deployment deployment) {
    ArtifactStore.Pulled pulled = artifacts.pull(deployment.code());
    return pulled.size() + " bytes in " + pulled.elapsed().toMillis() + " ms";
  }

  @Override
  public Caller caller() {
    return caller;
  }

  /** What came of clients' calls: cold starts, throttles, provisioned and spill-over. */
  public SortedMap<String, Long> counts() {
    return caller.counts();
  }

  /**
   * What CloudWatch counted of an owner's functions, whoever called them; it may lag by minutes.
   *
   * @param from whole minutes from here on
   * @param to before this
   * @throws dev.continuum.actuation.ActuationException if CloudWatch does not answer, or the
   *     credential may not ask it
   */
  public List<FunctionMetrics> metrics(String owner, Instant from, Instant to) {
    return new MetricsReader(calls).read(functions(owner), from, to);
  }

  @Override
  public List<PlatformMinute> minutes(String owner, Instant from, Instant to) {
    return new MetricsReader(calls).minutes(functions(owner), from, to);
  }

  private List<Managed> functions(String owner) {
    return observe(owner).managed().stream().filter(each -> new Facts(each).isLatest()).toList();
  }

  /** Attempts of the adapter's own requests, by what was asked and how it ended. */
  public SortedMap<String, Long> attempts() {
    return calls.attempts();
  }

  @Override
  public void close() {
    calls.close();
  }
}
