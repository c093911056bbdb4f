package dev.continuum.service.server;

import com.sun.net.httpserver.HttpServer;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.replica.ContinuumView;
import dev.continuum.service.replica.Replica;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What Prometheus reads: latencies by method and status, and each continuum's plan. */
final class Metrics implements ServerInterceptor {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LongSupplier nanoTime;
  private final LongSupplier clock;
  private final MultiGauge age;
  private final MultiGauge gap;
  private final MultiGauge cost;
  private final MultiGauge fault;

  Metrics(LongSupplier nanoTime, LongSupplier clock) {
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.age = gauge("continuum.plan.age.seconds", "Time since the latest plan was published.");
    this.gap = gauge("continuum.plan.gap", "Relative distance of the latest plan from its bound.");
    this.cost = gauge("continuum.plan.cost", "Cost per hour of the latest plan, units.");
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
            Timer.builder("continuum.calls")
                .tags("method", method, "status", status.getCode().name())
                .publishPercentileHistogram()
                .register(registry)
                .record(nanoTime.getAsLong() - begun, TimeUnit.NANOSECONDS);
            super.close(status, trailers);
          }
        },
        headers);
  }

  /** The page as Prometheus reads it. */
  String page(Replica replica) {
    List<View> views = new ArrayList<>();
    replica
        .machines(Replica.CONTINUA)
        .forEach((stream, machine) -> views.add(new View(stream, machine.view())));
    views.removeIf(each -> !each.view().state().present());
    rows(age, views, v -> v.plan().map(p -> (clock.getAsLong() - p.getPublishedMs()) / 1e3));
    rows(gap, views, v -> v.plan().filter(Plan::hasGap).map(Plan::getGap));
    rows(cost, views, v -> v.plan().map(p -> p.getScore().getCostMicros() / 1e6));
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

  private record View(String stream, ContinuumView view) {
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
