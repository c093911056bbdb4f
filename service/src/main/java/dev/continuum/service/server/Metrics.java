package dev.continuum.service.server;

import com.sun.net.httpserver.HttpServer;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.replica.ContinuumMachine;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.replica.Observations;
import dev.continuum.service.replica.Replica;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What Prometheus reads: latencies by method and status, and each continuum's plan. */
final class Metrics implements ServerInterceptor {

  /** A machine that is busy for longer is left out of a page. */
  private static final long LONGEST_MS = 1000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LongSupplier nanoTime;
  private final LongSupplier clock;
  private final Map<Ended, Timer> timers = new ConcurrentHashMap<>();
  private final MultiGauge age;
  private final MultiGauge gap;
  private final MultiGauge cost;
  private final MultiGauge fault;
  private final MultiGauge broken;
  private final MultiGauge requests;
  private final MultiGauge leading;
  private final MultiGauge saving;
  private final MultiGauge outcomes;
  private final MultiGauge lost;
  private final MultiGauge limited;

  Metrics(LongSupplier nanoTime, LongSupplier clock) {
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.age = gauge("continuum.plan.age.seconds", "Time since the latest plan was published.");
    this.gap = gauge("continuum.plan.gap", "Relative distance of the latest plan from its bound.");
    this.cost = gauge("continuum.plan.cost", "Cost per hour of the latest plan, units.");
    this.broken =
        gauge("continuum.plan.violations", "Excess of the latest plan over rules, ppm of limits.");
    this.saving = gauge("continuum.plan.saving", "Cost per hour the latest plan saved, units.");
    this.requests = gauge("continuum.telemetry.requests", "Requests that telemetry told of.");
    this.outcomes = gauge("continuum.service.calls", "Calls on nodes by what came of them.");
    this.lost = gauge("continuum.service.lost.share", "Share of calls of late that none served.");
    this.limited = gauge("continuum.node.limited", "1 where lost calls limit what is planned.");
    this.leading = gauge("continuum.leading", "1 where this replica leads the continuum.");
    JvmMemoryMetrics memory = new JvmMemoryMetrics();
    memory.bindTo(registry);
    this.fault = gauge("continuum.planning.failed", "1 if the latest attempt to plan failed.");
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    long begun = nanoTime.getAsLong();
    String method = call.getMethodDescriptor().getFullMethodName();
    return next.startCall(
        new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            timer(method, status.getCode())
                .record(nanoTime.getAsLong() - begun, TimeUnit.NANOSECONDS);
            super.close(status, trailers);
          }
        },
        headers);
  }

  /** Found by its name in a registry, a timer costs as much as a call. */
  private Timer timer(String method, Status.Code status) {
    return timers.computeIfAbsent(
        new Ended(method, status),
        ended ->
            Timer.builder("continuum.calls")
                .description("Calls by method and status, with their latency.")
                .tags("method", ended.method(), "status", ended.status().name())
                .publishPercentileHistogram()
                .register(registry));
  }

  private record Ended(String method, Status.Code status) {}

  /** Takes the time of each solve of the planners. */
  Timer solves() {
    return timer("continuum.solve", "Solves of the planners, with their time.");
  }

  /** Takes the time of each repair of the planners. */
  Timer repairs() {
    return timer("continuum.repair", "Repairs of the planners, from when they are asked for.");
  }

  /** Takes the time of each call on the store. */
  Timer stores() {
    return timer("continuum.store", "Calls on the store, from when they are asked for.");
  }

  /** Takes the time it takes to tell all watchers of a plan. */
  Timer fanouts() {
    return timer("continuum.fanout", "Plans told to all their watchers, until handed to the net.");
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .register(registry);
  }

  /** Tells how many wait in a queue. */
  void depth(String queue, Supplier<Number> waiting) {
    Gauge.builder("continuum.queue.depth", waiting)
        .description("How many wait.")
        .tag("queue", queue)
        .register(registry);
  }

  /** The page as Prometheus reads it. */
  String page(Replica replica) {
    List<View> views = new ArrayList<>();
    replica
        .machines(Replica.CONTINUA)
        .forEach((stream, machine) -> views.add(View.of(stream, machine)));
    views.removeIf(each -> !each.view().state().present());
    rows(age, views, v -> v.plan().map(p -> (clock.getAsLong() - p.getPublishedMs()) / 1e3));
    rows(gap, views, v -> v.plan().filter(Plan::hasGap).map(Plan::getGap));
    rows(cost, views, v -> v.plan().map(p -> p.getScore().getCostMicros() / 1e6));
    rows(broken, views, v -> v.plan().map(p -> (double) p.getScore().getBrokenPpm()));
    rows(saving, views, v -> v.plan().map(p -> p.getSavingMicros() / 1e6));
    rows(requests, views, v -> Optional.of((double) v.view().requests()));
    ServiceRows services = ServiceRows.of(views);
    outcomes.register(services.outcomes(), true);
    lost.register(services.lost(), true);
    limited.register(services.limited(), true);
    rows(leading, views, v -> Optional.of(v.view().leading() ? 1.0 : 0.0));
    rows(
        fault,
        views,
        v -> Optional.of(v.view().state().content().getPlanningFault().isEmpty() ? 0.0 : 1.0));
    return registry.scrape();
  }

  /** Serves the page on loopback. */
  HttpServer serve(int port, Replica replica, Executor threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    server.setExecutor(threads);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = page(replica).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }

  /** A continuum as it is shown. */
  record View(String stream, ContinuumView view, CompletableFuture<Observations> observed) {

    static View of(String stream, ContinuumMachine machine) {
      CompletableFuture<Observations> observed = new CompletableFuture<>();
      machine.observations(0, observed::complete);
      return new View(
          stream,
          machine.view(),
          observed.completeOnTimeout(Observations.NONE, LONGEST_MS, TimeUnit.MILLISECONDS));
    }

    Optional<Plan> plan() {
      return view.state().latestPlan();
    }
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private static void rows(
      MultiGauge gauge, List<View> views, Function<View, Optional<Double>> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (View view : views) {
      value
          .apply(view)
          .ifPresent(
              number -> rows.add(MultiGauge.Row.of(Tags.of("continuum", view.stream()), number)));
    }
    gauge.register(rows, true);
  }
}
