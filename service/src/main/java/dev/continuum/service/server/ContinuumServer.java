package dev.continuum.service.server;

import com.sun.net.httpserver.HttpServer;
import dev.continuum.planner.Actuator;
import dev.continuum.planner.Loop;
import dev.continuum.service.access.AccessInterceptor;
import dev.continuum.service.access.CallLog;
import dev.continuum.service.access.Directory;
import dev.continuum.service.access.JwtTokens;
import dev.continuum.service.access.Meter;
import dev.continuum.service.access.Tokens;
import dev.continuum.service.api.AdminApi;
import dev.continuum.service.api.ContinuumApi;
import dev.continuum.service.api.DomainApi;
import dev.continuum.service.api.PlacementApi;
import dev.continuum.service.api.Solves;
import dev.continuum.service.api.TelemetryApi;
import dev.continuum.service.api.WatchThreads;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.TelemetryServiceProto.Sample;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.replica.Reply;
import dev.continuum.service.replica.StorePort;
import dev.continuum.service.replica.Surroundings;
import dev.continuum.service.replica.Timing;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import dev.continuum.service.store.Stores;
import dev.continuum.solver.PlacementSolver;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The service in one process: store, replica, gRPC. Started once it takes calls; stopped
 * gracefully: health says so first, leases are given back, calls may end.
 */
public final class ContinuumServer implements AutoCloseable {

  private static final int MOST_MESSAGE_BYTES = 4 << 20;
  private static final int WAITING_FOR_A_CORE = 64;

  /**
   * What a caller may send before anybody looked at its call; it grows where that is too little.
   */
  private static final int FIRST_WINDOW_BYTES = 64 << 10;

  private static final int MOST_CALLS_OF_A_CONNECTION = 10_000;
  private static final long DIRECTORY_MS = 250;
  private static final Duration MOST_READING = Duration.ofMinutes(2);
  private static final long READING_NANOS = 2_000_000;

  private final ServerConfig config;
  private final Store store;
  private final Directory directory;
  private final Optional<JwtTokens> jwt;
  private final Replica replica;
  private final ContinuumApi continua;
  private final DomainApi domains;
  private final Server server;
  private final HealthStatusManager health = new HealthStatusManager();
  private final Threads threads;
  private final Optional<HttpServer> metrics;
  private boolean closed;

  /** Threads of the process; everything else takes them from here. */
  private record Threads(
      ExecutorService io,
      ExecutorService storing,
      ExecutorService work,
      ThreadPoolExecutor solvers,
      ExecutorService asked,
      ExecutorService repairs,
      ScheduledExecutorService timer) {

    static Threads of(int solvers) {
      return new Threads(
          Executors.newVirtualThreadPerTaskExecutor(),
          Executors.newVirtualThreadPerTaskExecutor(),
          Executors.newFixedThreadPool(
              Math.max(2, Runtime.getRuntime().availableProcessors()),
              Thread.ofPlatform().daemon().name("continuum-loop-", 0).factory()),
          new ThreadPoolExecutor(
              solvers,
              solvers,
              0,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              new BackgroundThreads("continuum-plan-")),
          Executors.newFixedThreadPool(solvers, new BackgroundThreads("continuum-asked-")),
          Executors.newFixedThreadPool(
              solvers, Thread.ofPlatform().daemon().name("continuum-repair-", 0).factory()),
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("continuum-timer").factory()));
    }

    /** Calls on the store end by themselves: none is cut off while it writes. */
    void stop() throws InterruptedException {
      timer.shutdownNow();
      storing.shutdown();
      var unused = storing.awaitTermination(10, TimeUnit.SECONDS);
      solvers.shutdownNow();
      asked.shutdownNow();
      repairs.shutdownNow();
      work.shutdownNow();
      io.shutdownNow();
    }
  }

  private ContinuumServer(ServerConfig config, Actuator actuator, LongSupplier clock)
      throws IOException {
    this.config = config;
    this.store = Stores.open(config.store(), clock);
    this.threads = Threads.of(config.solverThreads());
    SecureRandom random = new SecureRandom();
    this.directory = new Directory(store, random, clock);
    this.jwt =
        config.jwt().isEmpty()
            ? Optional.empty()
            : Optional.of(new JwtTokens(config.jwt().get(), directory::knows));
    Loops loops = new Loops(threads.work(), threads.timer(), clock);
    Meter meter = new Meter(directory, System::nanoTime);
    Metrics figures = new Metrics(System::nanoTime, clock);
    figures.depth("solves", () -> threads.solvers().getQueue().size());
    PlacementSolver solver = new PlacementSolver();
    String address =
        config.advertised().isEmpty() ? config.host() + ":" + config.port() : config.advertised();
    this.replica =
        new Replica(
            loops.make(),
            loops::make,
            new Surroundings(
                storePort(figures.stores()),
                new PooledSolver(
                    solver,
                    threads.solvers(),
                    threads.repairs(),
                    new PooledSolver.Timers(figures.solves(), figures.repairs())),
                new WarmForecast(),
                actuator,
                new Surroundings.Owner(address, Directory.secret(random)),
                config.store().startsWith("sqlite:") ? Timing.EMBEDDED : Timing.DEFAULT));
    Solves solves =
        new Solves(solver, meter, threads.asked(), config.solverThreads(), WAITING_FOR_A_CORE);
    figures.depth("calls for a core", solves::waiting);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
            .executor(threads.io())
            .maxInboundMessageSize(MOST_MESSAGE_BYTES)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .maxConcurrentCallsPerConnection(MOST_CALLS_OF_A_CONNECTION)
            .initialFlowControlWindow(FIRST_WINDOW_BYTES)
            .intercept(new Admission(solves::full, WAITING_FOR_A_CORE))
            .intercept(
                new AccessInterceptor(
                    jwt.<Tokens>map(directory::or).orElse(directory), meter, config.keys()))
            .intercept(new CallLog(ids(random), System::nanoTime))
            .intercept(figures);
    Timer fanouts = figures.fanouts();
    this.continua =
        new ContinuumApi(
            replica,
            directory,
            new WatchThreads(
                threads.io(),
                loops.make(),
                System::nanoTime,
                nanos -> fanouts.record(nanos, TimeUnit.NANOSECONDS)));
    this.domains = new DomainApi(replica, random);
    List<BindableService> services =
        List.of(
            new PlacementApi(solves, replica),
            continua,
            new TelemetryApi(replica),
            domains,
            new AdminApi(directory));
    String watches = ContinuumServiceGrpc.getWatchPlanMethod().getFullMethodName();
    services.forEach(each -> builder.addService(EncodedOnce.answers(each.bindService(), watches)));
    builder
        .addService(health.getHealthService())
        .addService(ProtoReflectionServiceV1.newInstance())
        .addService(ChannelzService.newInstance(100));
    if (config.tls().isPresent()) {
      builder.sslContext(ReloadingTls.context(config.tls().get(), threads.timer()));
    }
    this.server = builder.build();
    this.metrics =
        config.metricsPort().isEmpty()
            ? Optional.empty()
            : Optional.of(figures.serve(config.metricsPort().get(), replica, threads.io()));
    services.forEach(
        service ->
            health.setStatus(
                service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING));
  }

  /**
   * Starts a server.
   *
   * @throws IOException if the port cannot be had
   * @throws StoreException if the store cannot be opened
   */
  public static ContinuumServer start(ServerConfig config, Actuator actuator, LongSupplier clock)
      throws IOException {
    try (ReservedPort port = ReservedPort.of(config.host(), config.port())) {
      ContinuumServer server = new ContinuumServer(config.withPort(port.port()), actuator, clock);
      server.replica.start();
      var unused =
          server.threads.timer.scheduleWithFixedDelay(
              server::refresh, DIRECTORY_MS, DIRECTORY_MS, TimeUnit.MILLISECONDS);
      try {
        server.awaitLogs();
        var unusedToo = server.server.start();
      } catch (IOException | StoreException e) {
        server.close();
        throw e;
      }
      return server;
    }
  }

  /** A server that does not know yet what there is would say that nothing is. */
  private void awaitLogs() {
    long end = System.nanoTime() + MOST_READING.toNanos();
    Optional<List<String>> unread = replica.unread();
    while (unread.isEmpty() || !unread.get().isEmpty()) {
      if (System.nanoTime() > end) {
        throw new StoreException(
            "The store cannot be read: " + unread.map(List::toString).orElse("no answer"));
      }
      LockSupport.parkNanos(READING_NANOS);
      unread = replica.unread();
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** The port Prometheus reads, if it does. */
  public Optional<Integer> metricsPort() {
    return metrics.map(each -> each.getAddress().getPort());
  }

  /**
   * Takes in what platforms counted themselves, for each continuum that this replica leads; what
   * another leads its own leader hears of.
   *
   * @param continuum the only one that the platforms serve; empty for any
   */
  public void counted(Optional<String> continuum, List<Sample> samples) {
    replica
        .machines(Replica.CONTINUA)
        .forEach(
            (stream, machine) -> {
              if (machine.view().leading()
                  && continuum.filter(name -> !stream.endsWith("/" + name)).isEmpty()) {
                machine.counted(samples, Reply.ignored());
              }
            });
  }

  /** Requests that telemetry reported of a continuum, by its stream. */
  long requests(String stream) {
    return replica.machine(stream).view().requests();
  }

  /** Waits until it is stopped. */
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /** Stops gracefully. Harmless when stopped already. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    health.enterTerminalState();
    replica.stop();
    continua.drain();
    domains.drain();
    server.shutdown();
    try {
      if (!server.awaitTermination(config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
        var unused = server.awaitTermination(1, TimeUnit.SECONDS);
      }
      threads.stop();
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    metrics.ifPresent(each -> each.stop(0));
    store.close();
  }

  private void refresh() {
    threads.storing.execute(
        () -> {
          try {
            directory.refresh();
            jwt.ifPresent(JwtTokens::refresh);
          } catch (StoreException e) {
            // The next time, or never: what is known stays known.
          }
        });
  }

  /** Ids that no two starts share: a random start, then counted. */
  private static Supplier<String> ids(SecureRandom random) {
    String start = Long.toHexString(random.nextLong());
    AtomicLong count = new AtomicLong();
    return () -> start + "-" + count.incrementAndGet();
  }

  private StorePort storePort(Timer timer) {
    return new StorePort() {
      @Override
      public <T> void call(
          Loop loop,
          java.util.function.Function<Store, T> operation,
          java.util.function.Consumer<Outcome<T>> done) {
        try {
          long asked = System.nanoTime();
          threads
              .storing()
              .execute(
                  () -> {
                    run(loop, operation, done);
                    timer.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
                  });
        } catch (RejectedExecutionException e) {
          // The server has stopped: nobody waits for the outcome.
        }
      }

      private <T> void run(
          Loop loop,
          java.util.function.Function<Store, T> operation,
          java.util.function.Consumer<Outcome<T>> done) {
        Outcome<T> outcome;
        try {
          outcome = new Outcome.Done<>(operation.apply(store));
        } catch (StoreException e) {
          outcome = new Outcome.Failed<>(e);
        }
        Outcome<T> known = outcome;
        loop.execute(() -> done.accept(known));
      }
    };
  }
}
