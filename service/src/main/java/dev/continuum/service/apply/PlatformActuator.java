package dev.continuum.service.apply;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.Crossing;
import dev.continuum.actuation.Deployments;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.workload.Function;
import dev.continuum.planner.Actuator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The continuous planner's actuator on platforms: each domain has a lease and a journal of its own,
 * so that one that hangs or fails holds up no other; but nothing is taken from one before it is
 * warm in the others ({@link Crossing}). What an order takes away from a domain is removed there;
 * nodes without a domain (devices, say) are left alone. Thread-safe; orders for one domain that
 * overlap, as when leadership was lost and won again, wait for each other, and those of other
 * processes are refused by its lease.
 */
public final class PlatformActuator implements Actuator, AutoCloseable {

  /** How long what is to be taken from one domain waits for the others. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Catalogue catalogue;
  private final List<Domain> domains;
  private final Map<Domain, ReentrantLock> turns;
  private final Applier.Timing timing;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * What is applied for whom.
   *
   * @param owner whose objects these are
   * @param continuum the only continuum whose plans are applied; empty for any, where there is one
   * @param recipes how each function runs
   * @param elsewhere nodes where some of them run otherwise
   */
  public record Catalogue(
      String owner,
      Optional<String> continuum,
      Map<FunctionId, Deployments.Recipe> recipes,
      Map<NodeId, ? extends Map<FunctionId, Deployments.Recipe>> elsewhere) {
    /** Copies. */
    public Catalogue {
      recipes = Map.copyOf(recipes);
      elsewhere = Map.copyOf(elsewhere);
    }
  }

  /**
   * A domain.
   *
   * @param platform how it is reached
   * @param state where its lease and journal are
   */
  public record Domain(Platform platform, StateDirectory state) {}

  /** Over domains whose nodes do not overlap; they stay their owner's to close. */
  public PlatformActuator(Catalogue catalogue, List<Domain> domains, Applier.Timing timing) {
    this.catalogue = catalogue;
    this.domains = List.copyOf(domains);
    this.turns =
        this.domains.stream()
            .collect(Collectors.toUnmodifiableMap(each -> each, each -> new ReentrantLock()));
    this.timing = timing;
  }

  @Override
  public void apply(Order order, Consumer<Report> done) {
    try {
      threads.execute(() -> done.accept(perform(order)));
    } catch (RejectedExecutionException e) {
      done.accept(new Report(Optional.of("The actuator is closed."), List.of()));
    }
  }

  private Report perform(Order order) {
    if (catalogue.continuum().filter(name -> !order.continuum().endsWith("/" + name)).isPresent()) {
      return new Report(
          Optional.of("The targets serve the continuum " + catalogue.continuum().get() + " only."),
          List.of());
    }
    List<Share> shares;
    try {
      shares = domains.stream().map(domain -> new Share(domain, plan(order, domain))).toList();
    } catch (ActuationException e) {
      return new Report(Optional.of(e.getMessage() + " " + e.remedy()), List.of());
    }
    Crossing crossing = new Crossing(shares.stream().map(Share::plan).toList(), PATIENCE);
    List<Future<Part>> parts =
        shares.stream().map(share -> threads.submit(() -> part(order, share, crossing))).toList();
    List<String> faults = new ArrayList<>();
    List<WarmInstances> observed = new ArrayList<>();
    for (Future<Part> each : parts) {
      try {
        each.get().fault().ifPresent(faults::add);
        observed.addAll(each.get().observed());
      } catch (ExecutionException e) {
        faults.add(String.valueOf(e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        faults.add("Interrupted.");
      }
    }
    return new Report(
        faults.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", faults)), observed);
  }

  /** What came of an order in one domain. */
  private record Part(Optional<String> fault, List<WarmInstances> observed) {}

  /** A domain and its part of an order. */
  private record Share(Domain domain, Plan plan) {}

  private Plan plan(Order order, Domain domain) {
    return new Deployments(order.problem(), catalogue.recipes(), catalogue.elsewhere())
        .plan(catalogue.owner(), order.target(), domain.platform().nodes());
  }

  private Part part(Order order, Share share, Crossing crossing) {
    ReentrantLock turn = Objects.requireNonNull(turns.get(share.domain()));
    turn.lock();
    try {
      return applied(order, share, crossing);
    } finally {
      turn.unlock();
    }
  }

  private Part applied(Order order, Share share, Crossing crossing) {
    Platform platform = share.domain().platform();
    try {
      Applied applied =
          crossing.apply(
              new Applier(List.of(platform), share.domain().state(), timing, StepListener.SILENT),
              share.plan(),
              order.leaseHeld());
      return new Part(
          fault(applied),
          platform.observe(catalogue.owner()).managed().stream()
              .filter(Managed::serving)
              .map(each -> new WarmInstances(size(order, each), each.node(), each.warm()))
              .toList());
    } catch (ActuationException e) {
      return new Part(
          Optional.of(platform.nodes() + ": " + e.getMessage() + " " + e.remedy()), List.of());
    }
  }

  /** The size of a function that runs, as the problem names it; the function where it has none. */
  private static FunctionId size(Order order, Managed managed) {
    return order.problem().functions().stream()
        .filter(each -> each.sizeOf().filter(managed.function()::equals).isPresent())
        .filter(each -> each.memory().equals(managed.memory()))
        .map(Function::id)
        .findFirst()
        .orElse(managed.function());
  }

  private static Optional<String> fault(Applied applied) {
    return switch (applied.state()) {
      case APPLIED, UNCHANGED -> Optional.empty();
      case FAILED ->
          Optional.of(
              applied.failures().stream()
                  .map(each -> each.step() + ": " + each.message() + " " + each.remedy())
                  .findFirst()
                  .orElse("The plan was not applied."));
      case REFUSED ->
          Optional.of(
              applied.changes().refusals().stream()
                  .map(each -> each.message() + " " + each.remedy())
                  .findFirst()
                  .orElse("The plan was refused."));
      case STALE -> Optional.of("The plan is stale.");
    };
  }

  /** Takes no more orders; those under way end at their next step. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
