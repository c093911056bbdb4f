package dev.continuum.model.validation;

import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.workload.AcceleratorNeed;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.StartUpPath;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Functions, each by itself. */
final class FunctionChecks {

  private static final int MOST_CONCURRENCY = 1_000_000;
  private static final long MOST_FLOOR = 1_000_000;

  /** So that the fastest processor still takes a nanosecond. */
  private static final double LEAST_WORK_MS = 0.01;

  private final Findings findings;
  private final Declared declared;
  private final FenceCheck fences;

  FunctionChecks(Findings findings, Declared declared) {
    this.findings = findings;
    this.declared = declared;
    this.fences = new FenceCheck(declared);
  }

  void check(List<Function> functions) {
    Declared.requireDistinctIds(
        findings, "functions", "function", functions, Function::id, Code.FUNCTION_DUPLICATE);
    for (int i = 0; i < functions.size(); i++) {
      Function function = functions.get(i);
      Subject at = Subject.of(findings, "functions", i, "function", function.id());
      Quantities.needed(at, "memory_mib", function.memory());
      if (function.concurrency() < 1 || function.concurrency() > MOST_CONCURRENCY) {
        at.fault(
            Code.FUNCTION_CONCURRENCY,
            "concurrency",
            "concurrency",
            function.concurrency(),
            "be in 1..1000000");
      }
      Quantities.cpu(at, "cpu_while_busy_millicores", function.cpuWhileBusy(), false);
      service(at, function);
      accelerators(at, function.accelerators());
      artifact(at.at("artifact"), function);
      startUp(at.at("start_up"), function.defaultStartUp());
      function
          .startUp()
          .forEach(
              (nodeClass, path) -> {
                knownClass(at, "start_up_by_class", nodeClass);
                startUp(at.at("start_up_by_class", nodeClass), path);
              });
      fences.check(at.at("fence"), function.fence());
      sizing(at.at("sizing"), function.sizing());
    }
  }

  private void service(Subject at, Function function) {
    function.work().ifPresent(work -> work(at, work));
    Quantities.scv(at, "work_scv", function.workScv());
    if (function.work().isEmpty() && function.profiles().isEmpty()) {
      at.fault(
          Code.FUNCTION_NO_SERVICE_TIME,
          "work_ms",
          "service time",
          "none",
          "be given for some class of processor");
    }
    function
        .profiles()
        .forEach(
            (nodeClass, profile) -> {
              knownClass(at, "profiles", nodeClass);
              ProfileCheck.check(at.at("profiles", nodeClass), profile);
            });
  }

  private static void work(Subject at, Duration work) {
    if (Quantities.millis(work) < LEAST_WORK_MS) {
      at.fault(
          Code.WORK_NOT_POSITIVE, "work_ms", "work", Quantities.shown(work), "be at least 0.01 ms");
    } else if (Quantities.millis(work) > Quantities.MS_PER_DAY) {
      at.fault(Code.WORK_ABSURD, "work_ms", "work", Quantities.shown(work), "be at most a day");
    }
  }

  private void knownClass(Subject at, String map, NodeClassId nodeClass) {
    if (!declared.nodeClasses.containsKey(nodeClass)) {
      at.unknown(
          Code.FUNCTION_UNKNOWN_CLASS,
          map + "[" + Subject.shown(nodeClass) + "]",
          "node class",
          nodeClass,
          declared.nearNodeClasses);
    }
  }

  private static void accelerators(Subject at, List<AcceleratorNeed> needs) {
    Set<String> kinds = new HashSet<>();
    for (int i = 0; i < needs.size(); i++) {
      AcceleratorNeed need = needs.get(i);
      Subject one = at.at("accelerators", i);
      CapacityCheck.kind(one, need.kind(), kinds);
      if (need.units() < 0) {
        one.fault(
            Code.ACCELERATOR_COUNT_NEGATIVE,
            "units",
            "number of accelerators",
            need.units(),
            "not be negative");
      }
      Quantities.needed(one, "memory_mib", need.memory());
    }
  }

  private void artifact(Subject at, Function function) {
    Quantities.storage(at, "size_mib", "size of the artifact", function.artifact().size());
    function
        .artifact()
        .repository()
        .filter(point -> !declared.points.containsKey(point))
        .ifPresent(
            point ->
                at.unknown(
                    Code.FUNCTION_UNKNOWN_REPOSITORY,
                    "repository",
                    "repository",
                    point,
                    declared.nearPoints));
  }

  private static void startUp(Subject at, StartUpPath path) {
    step(at, "install_ms", "installation", path.install());
    step(at, "cold_start_ms", "cold start", path.coldStart());
    step(at, "unpause_ms", "unpausing", path.unpause());
  }

  private static void step(Subject at, String field, String noun, Duration time) {
    Quantities.duration(
        at, field, noun, time, Quantities.MS_PER_DAY, Code.START_UP_NEGATIVE, Code.START_UP_ABSURD);
  }

  private static void sizing(Subject at, Sizing sizing) {
    Quantities.duration(
        at,
        "wait_budget_ms",
        "wait budget",
        sizing.waitBudget(),
        Quantities.MS_PER_HOUR,
        Code.WAIT_BUDGET_RANGE,
        Code.WAIT_BUDGET_RANGE);
    if (!(sizing.epsilon() > 0 && sizing.epsilon() <= 1)) {
      at.fault(Code.EPSILON_RANGE, "epsilon", "epsilon", sizing.epsilon(), "be in (0, 1]");
    }
    if (!(sizing.target() > 0 && sizing.target() <= 1)) {
      at.fault(Code.TARGET_RANGE, "target", "target", sizing.target(), "be in (0, 1]");
    }
    if (sizing.floor() < 0 || sizing.floor() > MOST_FLOOR) {
      at.fault(Code.FLOOR_RANGE, "floor", "floor", sizing.floor(), "be in 0..1000000");
    }
  }
}
