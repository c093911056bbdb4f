package dev.continuum.service.sim;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.model.PlacementProblem;
import dev.continuum.planner.DemandForecast;
import dev.continuum.planner.Loop;
import dev.continuum.planner.PlanSolver;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.service.proto.RecordProto.Created;
import dev.continuum.service.replica.Command;
import dev.continuum.service.replica.Commands;
import dev.continuum.service.replica.Replica;
import dev.continuum.service.replica.Reply;
import dev.continuum.service.replica.StorePort;
import dev.continuum.service.replica.Surroundings;
import dev.continuum.service.replica.Timing;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.store.SimulatedStore;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.StopSignal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The service without threads, sockets, disks or clocks: two replicas on one simulated store,
 * clients that patch and try again, and a seed that decides who is slow, who is frozen, who
 * crashes, which outcomes are lost and which calls come twice. Time is virtual: a minute takes
 * milliseconds.
 */
final class Simulation {

  private static final String STREAM = Replica.stream("sim", "city");
  private static final long CHAOS_MS = 30_000;
  private static final long CALM_MS = 30_000;
  private static final Map<PlacementProblem, SolveResult> SOLVED = new HashMap<>();

  private final SplittableRandom random;
  private final SimulatedStore store;
  private final Problem problem;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Host> hosts = List.of(new Host("one"), new Host("two"));
  private final Map<String, Long> acknowledged = new TreeMap<>();
  private final Set<String> asked = new HashSet<>();
  private long now = 1_000_000;
  private long order;
  private boolean calm;

  private record Event(long at, long tie, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      int byTie = byTime != 0 ? byTime : Long.compare(tie, other.tie);
      return byTie != 0 ? byTie : Long.compare(order, other.order);
    }
  }

  Simulation(long seed, Problem problem, SimulatedStore.Bug bug) {
    this.random = new SplittableRandom(seed);
    this.problem = problem;
    this.store = new SimulatedStore(() -> now, bug);
  }

  /** What the run did against the rules; nothing for a correct service. */
  List<String> run() {
    hosts.forEach(Host::start);
    at(500, () -> attempt("create", 0));
    for (int i = 0; i < 12; i++) {
      String key = "patch-" + i;
      at(1000 + random.nextLong(CHAOS_MS - 2000), () -> attempt(key, 0));
    }
    for (int i = 0; i < 10; i++) {
      at(random.nextLong(CHAOS_MS), this::fault);
    }
    runUntil(now + CHAOS_MS);
    calm = true;
    hosts.forEach(Host::recover);
    runUntil(now + CALM_MS);
    Map<String, ContinuumState> replicas = new TreeMap<>();
    hosts.forEach(host -> replicas.put(host.name, host.replica.machine(STREAM).view().state()));
    return new Verdict(STREAM, store).faults(asked, acknowledged, replicas);
  }

  private void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event next = events.remove();
      now = Math.max(now, next.at());
      next.task().run();
    }
    now = end;
  }

  private void at(long delay, Runnable task) {
    // Tasks of one moment run in an order that the seed decides, unless they are one host's.
    events.add(new Event(now + delay, random.nextInt(4), order++, task));
  }

  private void fault() {
    Host host = hosts.get(random.nextInt(hosts.size()));
    switch (random.nextInt(3)) {
      case 0 -> host.crash();
      case 1 -> host.freeze(random.nextLong(8000));
      default -> {
        store.crash();
        hosts.forEach(Host::crash);
      }
    }
  }

  private void attempt(String key, int tries) {
    asked.add(key);
    Host host = hosts.get(random.nextInt(hosts.size()));
    long delay = 1 + random.nextLong(50);
    boolean[] answered = new boolean[1];
    Consumer<Long> done =
        revision ->
            at(
                random.nextLong(50),
                () -> {
                  answered[0] = true;
                  Long before = acknowledged.putIfAbsent(key, revision);
                  if (before != null && !before.equals(revision)) {
                    acknowledged.put(key, -1L);
                  }
                });
    int copies = random.nextInt(5) == 0 ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      at(delay + copy * random.nextLong(300), () -> host.call(key, done));
    }
    at(
        1500 + random.nextLong(500),
        () -> {
          if (!answered[0] && tries < 60) {
            attempt(key, tries + 1);
          }
        });
  }

  private Command<Long> command(String key) {
    Commands.Caller caller = new Commands.Caller("", key);
    if (key.equals("create")) {
      Command<ContinuumState> create =
          Commands.create(
              Created.newBuilder()
                  .setProblem(problem)
                  .setPolicy(
                      PlannerPolicy.newBuilder()
                          .setDebounceMs(20)
                          .setSteps(5)
                          .setStrategy(SolveStrategy.SOLVE_STRATEGY_GREEDY))
                  .build(),
              caller);
      return state -> {
        var decision = create.decide(state);
        return new Command.Decision<>(decision.records(), after -> 1L);
      };
    }
    int devices = 50 + 25 * Integer.parseInt(key.substring("patch-".length()));
    return Commands.patch(
        0,
        List.of(
            Patch.newBuilder()
                .setDemand(DemandPatch.newBuilder().setGroup("people").setDevices(devices))
                .build()),
        caller,
        state -> {});
  }

  /** One replica and the process it lives in. */
  private final class Host {

    private final String name;
    private int life;
    private long frozenUntil;
    private Replica replica;

    Host(String name) {
      this.name = name;
    }

    void start() {
      int mine = ++life;
      replica =
          new Replica(
              loop(mine),
              () -> loop(mine),
              new Surroundings(
                  port(mine),
                  solver(),
                  DemandForecast.NONE,
                  new RecordingActuator(),
                  new Surroundings.Owner(name, Integer.toString(mine)),
                  new Timing(3000, 250, 50, 2000)));
      replica.start();
    }

    void crash() {
      life++;
      at(200 + random.nextLong(3000), this::start);
    }

    void freeze(long millis) {
      frozenUntil = now + millis;
    }

    void recover() {
      frozenUntil = now;
    }

    void call(String key, Consumer<Long> done) {
      int mine = life;
      Replica asked = replica;
      later(
          mine,
          0,
          () ->
              asked
                  .machine(STREAM)
                  .submit(
                      command(key),
                      new Reply<Long>() {
                        @Override
                        public void done(Long revision) {
                          done.accept(revision);
                        }

                        @Override
                        public void refused(RefusedException cause) {
                          // The client tries again with the same key.
                        }
                      }));
    }

    /** Runs in this life of the process, once it is not frozen. */
    private void later(int mine, long delay, Runnable task) {
      events.add(
          new Event(
              now + delay,
              0,
              order++,
              () -> {
                if (mine != life) {
                  return;
                }
                if (now < frozenUntil) {
                  later(mine, frozenUntil - now, task);
                } else {
                  task.run();
                }
              }));
    }

    private Loop loop(int mine) {
      return new Loop() {
        @Override
        public long nowMillis() {
          return now;
        }

        @Override
        public void execute(Runnable task) {
          later(mine, 0, task);
        }

        @Override
        public Timer schedule(long delayMillis, Runnable task) {
          boolean[] cancelled = new boolean[1];
          later(
              mine,
              delayMillis,
              () -> {
                if (!cancelled[0]) {
                  task.run();
                }
              });
          return () -> cancelled[0] = true;
        }
      };
    }

    private StorePort port(int mine) {
      return new StorePort() {
        @Override
        public <T> void call(Loop loop, Function<Store, T> operation, Consumer<Outcome<T>> done) {
          // On its way the call is nobody's: it arrives though its sender is frozen or dead.
          at(
              1 + random.nextLong(calm ? 5 : 80),
              () -> {
                Outcome<T> outcome;
                try {
                  outcome = new Outcome.Done<>(operation.apply(store));
                } catch (StoreException e) {
                  outcome = new Outcome.Failed<>(e);
                }
                boolean lost = !calm && random.nextInt(40) == 0;
                Outcome<T> told =
                    lost
                        ? new Outcome.Failed<>(new StoreException("lost", new RuntimeException()))
                        : outcome;
                later(mine, 1 + random.nextLong(calm ? 5 : 80), () -> done.accept(told));
              });
        }
      };
    }

    private PlanSolver solver() {
      return (asked, options, done) -> {
        SolveResult result =
            SOLVED.computeIfAbsent(
                asked,
                each ->
                    new PlacementSolver(() -> 0)
                        .solve(each, options, StopSignal.NEVER, SolveListener.NONE));
        Optional<String> fault =
            !calm && random.nextInt(10) == 0 ? Optional.of("no library") : Optional.empty();
        at(
            5 + random.nextLong(400),
            () -> done.accept(new PlanSolver.Outcome.Answered(result, fault)));
        return () -> {};
      };
    }
  }
}
