package dev.continuum.openwhisk.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The instances of this host. A call takes an idle instance of its action, else a stem cell of its
 * kind and memory, else room for a new one, else the room of idle instances of other actions, least
 * recently used first; when none of that helps it waits, first come first served. Thread-safe.
 */
final class ContainerPool implements AutoCloseable {

  /** Up to so many idle instances take turns; above, the same one is picked each time. */
  private static final int ROTATING = 4;

  private static final int MOST_NAME = 120;

  /**
   * Somebody may remove an instance by hand. One that was paused is missed at once; one that was
   * not is looked for so long, which OpenWhisk was seen to do.
   */
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private static final int REACH_TRIES = 28;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HostOptions.Pool options;
  private final Launcher launcher;
  private final InstantSource clock;
  private final Metrics metrics;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pool").factory());
  private final Map<String, Instance> idle = new LinkedHashMap<>();
  private final Map<String, Instance> stemCells = new LinkedHashMap<>();
  private final Set<Instance> busy = new HashSet<>();
  private final Deque<Work> waiting = new ArrayDeque<>();
  private int startingMb;
  private int names;
  private boolean closed;

  ContainerPool(HostOptions.Pool options, Launcher launcher, InstantSource clock, Metrics metrics) {
    this.options = options;
    this.launcher = launcher;
    this.clock = clock;
    this.metrics = metrics;
    options.stemCells().forEach(this::startStemCells);
  }

  /** Takes a call; its answer completes when the call has ended. */
  synchronized void submit(Work work) {
    waiting.add(work);
    dispatch();
  }

  private synchronized void dispatch() {
    while (!closed && !waiting.isEmpty() && place(waiting.element())) {
      waiting.remove();
    }
    metrics.pool(idle.size(), busy.size(), stemCells.size());
  }

  private boolean place(Work work) {
    Action action = work.action();
    Optional<Instance> warm = pick(action.identity());
    if (warm.isPresent()) {
      idle.remove(warm.get().id());
      warm.get().generation.incrementAndGet();
      busy.add(warm.get());
      metrics.start(action, "warmed");
      run(work, warm.get(), false);
      return true;
    }
    int needed = action.limits().memoryMb();
    Optional<Instance> stem =
        stemCells.values().stream()
            .filter(each -> each.kind().equals(action.kind()) && each.memoryMb() == needed)
            .findFirst();
    if (stem.isPresent()) {
      stemCells.remove(stem.get().id());
      busy.add(stem.get());
      metrics.start(action, "prewarmed");
      run(work, stem.get(), true);
      startStemCells(new HostOptions.StemCell(action.kind(), needed, 1));
      return true;
    }
    if (!makeRoom(needed)) {
      return false;
    }
    startingMb += needed;
    metrics.start(action, "cold");
    String id = name(action.namespace() + "_" + action.path());
    var unused = Thread.startVirtualThread(() -> start(work, id));
    return true;
  }

  private Optional<Instance> pick(Action.Identity identity) {
    var mine = idle.values().stream().filter(each -> identity.equals(each.identity));
    return idle.size() <= ROTATING
        ? mine.findFirst()
        : mine.min(Comparator.comparingInt(each -> Integer.reverse(each.id().hashCode())));
  }

  private boolean makeRoom(int needed) {
    int missing = usedMb() + needed - options.userMemoryMb();
    List<Instance> evicted = new ArrayList<>();
    List<Instance> oldest = new ArrayList<>(idle.values());
    oldest.sort(Comparator.comparingLong(each -> each.lastUsedNanos));
    for (Instance each : oldest) {
      if (missing <= 0) {
        break;
      }
      evicted.add(each);
      missing -= each.memoryMb();
    }
    if (missing > 0) {
      return false;
    }
    evicted.forEach(this::remove);
    return true;
  }

  private int usedMb() {
    int stem = stemCells.values().stream().mapToInt(Instance::memoryMb).sum();
    int used = idle.values().stream().mapToInt(Instance::memoryMb).sum();
    return startingMb + stem + used + busy.stream().mapToInt(Instance::memoryMb).sum();
  }

  /** As OpenWhisk names its containers: by number, namespace and action; no other has the same. */
  private String name(String what) {
    String plain = what.replaceAll("[^A-Za-z0-9_.-]", "_");
    return "wsk0_"
        + ++names
        + "_"
        + plain.substring(0, Math.min(MOST_NAME, plain.length()))
        + "_"
        + Long.toHexString(System.nanoTime());
  }

  private void start(Work work, String id) {
    Action action = work.action();
    int memory = action.limits().memoryMb();
    try {
      String image =
          action.kind().equals("blackbox") ? action.exec().get("image").getAsString() : "";
      Sandbox sandbox = launcher.launch(id, action.kind(), image, memory);
      Instance instance = new Instance(id, sandbox, http, action.kind(), memory);
      synchronized (this) {
        startingMb -= memory;
        busy.add(instance);
      }
      work(work, instance, true);
    } catch (java.io.IOException e) {
      long now = clock.millis();
      work.end(
          now,
          now,
          java.util.OptionalLong.empty(),
          Activation.Status.DEVELOPER_ERROR,
          error(String.valueOf(e.getMessage())),
          false);
      synchronized (this) {
        startingMb -= memory;
        dispatch();
      }
    }
  }

  private void run(Work work, Instance instance, boolean cold) {
    var unused = Thread.startVirtualThread(() -> work(work, instance, cold));
  }

  /** Initialises if needed, runs, hands the instance back or ends it, and answers. */
  private void work(Work work, Instance instance, boolean cold) {
    boolean wasPaused = instance.resume();
    CallRun call = new CallRun(clock, work, instance);
    CallRun.Outcome outcome = call.perform(cold);
    for (int i = 0; outcome == CallRun.Outcome.GONE && !wasPaused && i < REACH_TRIES; i++) {
      pause(BETWEEN_TRIES);
      call = new CallRun(clock, work, instance);
      outcome = call.perform(cold);
    }
    boolean healthy = outcome == CallRun.Outcome.HEALTHY;
    boolean logs = work.action().limits().logsMb() > 0;
    // With logs the answer comes before the instance is handed back; without, never.
    if (logs) {
      call.answer();
    }
    if (healthy && logs) {
      pause(options.logCollection());
    }
    synchronized (this) {
      busy.remove(instance);
      if (healthy && !closed) {
        instance.identity = work.action().identity();
        handBack(instance);
      } else {
        end(instance);
      }
      if (outcome == CallRun.Outcome.GONE) {
        waiting.addFirst(work);
      }
      dispatch();
    }
    if (!logs) {
      call.answer();
    }
  }

  private void handBack(Instance instance) {
    instance.lastUsedNanos = System.nanoTime();
    long generation = instance.generation.incrementAndGet();
    idle.put(instance.id(), instance);
    after(options.pauseGrace(), instance, generation, this::pauseIdle);
    after(options.pauseGrace().plus(options.idleContainer()), instance, generation, this::remove);
  }

  private void after(
      Duration time,
      Instance instance,
      long generation,
      java.util.function.Consumer<Instance> act) {
    var unused =
        timer.schedule(
            () -> {
              synchronized (this) {
                if (instance.generation.get() == generation && idle.containsKey(instance.id())) {
                  act.accept(instance);
                  metrics.pool(idle.size(), busy.size(), stemCells.size());
                }
              }
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  // Signals and removals take their time, and the pool does not wait for them.

  private void pauseIdle(Instance instance) {
    long due = instance.generation.get();
    var unused = Thread.startVirtualThread(() -> instance.pause(due));
  }

  private void remove(Instance instance) {
    idle.remove(instance.id());
    end(instance);
  }

  private static void end(Instance instance) {
    var unused = Thread.startVirtualThread(instance::destroy);
  }

  private void startStemCells(HostOptions.StemCell cell) {
    for (int i = 0; i < cell.count(); i++) {
      synchronized (this) {
        if (usedMb() + cell.memoryMb() > options.userMemoryMb()) {
          return;
        }
        startingMb += cell.memoryMb();
      }
      String id = name("prewarm_" + cell.kind());
      var unused = Thread.startVirtualThread(() -> startStemCell(cell, id));
    }
  }

  private void startStemCell(HostOptions.StemCell cell, String id) {
    try {
      Sandbox sandbox = launcher.launch(id, cell.kind(), "", cell.memoryMb());
      Instance instance = new Instance(id, sandbox, http, cell.kind(), cell.memoryMb());
      synchronized (this) {
        startingMb -= cell.memoryMb();
        stemCells.put(id, instance);
        dispatch();
      }
    } catch (java.io.IOException e) {
      synchronized (this) {
        startingMb -= cell.memoryMb();
      }
    }
  }

  static JsonElement error(String message) {
    JsonObject json = new JsonObject();
    json.addProperty("error", message);
    return json;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Initialised instances by action name, busy or idle, as one would count them from outside. */
  synchronized Map<String, Integer> warm() {
    Map<String, Integer> counts = new java.util.TreeMap<>();
    List<Instance> all = new ArrayList<>(idle.values());
    all.addAll(busy);
    for (Instance each : all) {
      if (each.identity != null) {
        counts.merge(each.identity.path(), 1, Integer::sum);
      }
    }
    return counts;
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    List<Instance> all = new ArrayList<>(idle.values());
    all.addAll(busy);
    all.addAll(stemCells.values());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(each -> threads.execute(each::destroy));
    }
    idle.clear();
    stemCells.clear();
    launcher.close();
  }
}
