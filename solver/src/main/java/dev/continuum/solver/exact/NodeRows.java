package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import java.util.Arrays;

/** What nodes offer (rule 3), and when they are active. */
final class NodeRows {

  private final Encoding encoding;
  private final CompiledProblem problem;
  private final LinearModel model;

  NodeRows(Encoding encoding) {
    this.encoding = encoding;
    this.problem = encoding.problem;
    this.model = encoding.model;
  }

  void add() {
    NodeTable nodes = problem.nodes();
    Terms[] cpu = newTerms(nodes.size);
    Terms[] rate = newTerms(nodes.size);
    for (int c = 0; c < encoding.columns.size(); c++) {
      Column column = encoding.columns.get(c);
      CompiledGroup group = problem.groups().get(column.group());
      for (int call = 0; call < column.route().length; call++) {
        int node = group.routes.node(call, column.route()[call]);
        if (node >= 0) {
          cpu[node].add(encoding.count[c], group.routes.cpuNanocores(call, column.route()[call]));
          rate[node].add(encoding.count[c], group.routes.loadNanos(call));
        }
      }
    }
    for (int n = 0; n < nodes.size; n++) {
      model.atMost(cpu[n], nodes.cpuNanocores[n], rule("CPU", n));
      model.atMost(rate[n], nodes.rateNanos[n], rule("RATE", n));
      instances(n);
      activity(n);
    }
  }

  private void instances(int n) {
    NodeTable nodes = problem.nodes();
    PairTable pairs = problem.pairs();
    Terms memory = new Terms();
    Terms count = new Terms();
    Terms storage = new Terms();
    for (int f = 0; f < pairs.functions; f++) {
      int pair = pairs.index(f, n);
      Terms own = new Terms();
      for (int step : steps(pair)) {
        memory.add(step, pairs.memoryBytes[f]);
        count.add(step, 1);
        own.add(step, 1);
      }
      if (encoding.apart) {
        quota(own, pair, n);
      }
      if (encoding.present[pair] != Encoding.NONE) {
        storage.add(encoding.present[pair], pairs.artifactBytes[f]);
      }
    }
    model.atMost(memory, nodes.memoryBytes[n], rule("MEMORY", n));
    model.atMost(count, nodes.instances[n], rule("INSTANCES", n));
    model.atMost(storage, nodes.storageBytes[n], rule("STORAGE", n));
    for (int kind = 0; kind < nodes.acceleratorUnits.length; kind++) {
      accelerators(n, kind);
    }
  }

  private void quota(Terms own, int pair, int n) {
    PairTable pairs = problem.pairs();
    String on = " on " + problem.names().nodes().get(n);
    String subject = problem.names().functions().get(pairs.function(pair)) + on;
    model.atMost(own, pairs.quota[pair], model.rule("FUNCTION_INSTANCES", subject));
    if (problem.nodes().cordoned[n]) {
      model.atMost(own, pairs.warmNow[pair], rule("STATUS", n));
    }
  }

  private void accelerators(int n, int kind) {
    PairTable pairs = problem.pairs();
    Terms units = new Terms();
    Terms bytes = new Terms();
    for (int f = 0; f < pairs.functions; f++) {
      for (int step : steps(pairs.index(f, n))) {
        units.add(step, pairs.acceleratorUnits[kind][f]);
        bytes.add(step, pairs.acceleratorBytes[kind][f]);
      }
    }
    model.atMost(units, problem.nodes().acceleratorUnits[kind][n], rule("ACCELERATORS", n));
    model.atMost(bytes, problem.nodes().acceleratorBytes[kind][n], rule("ACCELERATOR_MEMORY", n));
  }

  private void activity(int n) {
    if (problem.nodes().activeMicros[n] <= 0) {
      return;
    }
    PairTable pairs = problem.pairs();
    int rule = rule("ACTIVE", n);
    for (int f = 0; f < pairs.functions; f++) {
      int present = encoding.present[pairs.index(f, n)];
      if (present != Encoding.NONE) {
        if (encoding.active[n] == Encoding.NONE) {
          encoding.active[n] = model.binary();
        }
        model.atMost(new Terms().add(present, 1).add(encoding.active[n], -1), 0, rule);
      }
    }
    if (encoding.active[n] != Encoding.NONE && !encoding.apart) {
      strengthen(n, rule);
    }
  }

  /** CPU <= capacity·o: implied, and tighter where o is fractional (facility location). */
  private void strengthen(int n, int rule) {
    Terms cpu = new Terms();
    for (int c = 0; c < encoding.columns.size(); c++) {
      Column column = encoding.columns.get(c);
      CompiledGroup group = problem.groups().get(column.group());
      for (int call = 0; call < column.route().length; call++) {
        if (group.routes.node(call, column.route()[call]) == n) {
          cpu.add(encoding.count[c], group.routes.cpuNanocores(call, column.route()[call]));
        }
      }
    }
    if (cpu.most(model) > problem.nodes().cpuNanocores[n]) {
      model.atMost(cpu.add(encoding.active[n], -problem.nodes().cpuNanocores[n]), 0, rule);
    }
  }

  private int[] steps(int pair) {
    int[] step = encoding.step[pair];
    return step == null ? new int[0] : step;
  }

  private int rule(String kind, int node) {
    return model.rule(kind, problem.names().nodes().get(node).value());
  }

  private static Terms[] newTerms(int size) {
    Terms[] terms = new Terms[size];
    Arrays.setAll(terms, i -> new Terms());
    return terms;
  }
}
