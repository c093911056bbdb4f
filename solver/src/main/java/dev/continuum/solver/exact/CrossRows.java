package dev.continuum.solver.exact;

import dev.continuum.solver.compiled.ChangeTable;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.NodeTable;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RuleTable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Rules across nodes: links, spreads, aparts, cordons and changes (rules 4, 7, 8). */
final class CrossRows {

  /** Shares of divisible groups are limited in millionths of a device. */
  private static final long SHARE_SCALE = 1_000_000;

  /** What the budget of changes is a limit on. */
  static final String CURRENT = "the current placement";

  private final Encoding encoding;
  private final CompiledProblem problem;
  private final LinearModel model;

  CrossRows(Encoding encoding) {
    this.encoding = encoding;
    this.problem = encoding.problem;
    this.model = encoding.model;
  }

  void add() {
    links();
    spreads();
    aparts();
    changes();
  }

  private void links() {
    Terms[] traffic = new Terms[problem.linkMillibits().size()];
    Arrays.setAll(traffic, i -> new Terms());
    for (int c = 0; c < encoding.columns.size(); c++) {
      Column column = encoding.columns.get(c);
      Map<Integer, Long> ofColumn = new TreeMap<>();
      problem
          .groups()
          .get(column.group())
          .routes
          .judge()
          .traffic(column.route(), (link, millibits) -> ofColumn.merge(link, millibits, Long::sum));
      int variable = encoding.count[c];
      ofColumn.forEach((link, millibits) -> traffic[link].add(variable, millibits));
    }
    for (int link = 0; link < traffic.length; link++) {
      int rule = model.rule("LINK", problem.names().links().get(link));
      model.atMost(traffic[link], problem.linkMillibits().get(link), rule);
    }
  }

  private void spreads() {
    PairTable pairs = problem.pairs();
    NodeTable nodes = problem.nodes();
    for (RuleTable.SpreadRule spread : problem.rules().spreads()) {
      String function = problem.names().functions().get(spread.function()).value();
      int rule = model.rule("SPREAD", function);
      Terms zones = new Terms();
      for (int zone = 0; zone < nodes.zones; zone++) {
        Terms in = new Terms();
        for (int n = 0; n < nodes.size; n++) {
          int[] step = encoding.step[pairs.index(spread.function(), n)];
          if (nodes.zone[n] == zone && step != null && step.length > 0) {
            in.add(step[0], 1);
          }
        }
        if (!in.isEmpty()) {
          int warm = model.binary();
          model.atLeast(in.add(warm, -1), 0, rule);
          zones.add(warm, 1);
        }
      }
      model.exactly(zones.add(model.variable(0, nodes.zones, true), -1), spread.zones(), rule);
    }
  }

  private void aparts() {
    PairTable pairs = problem.pairs();
    for (RuleTable.ApartRule apart : problem.rules().aparts()) {
      for (int n = 0; n < problem.nodes().size; n++) {
        int one = there(pairs.index(apart.one(), n), apart.sizes());
        int other = there(pairs.index(apart.other(), n), apart.sizes());
        if (one != Encoding.NONE && other != Encoding.NONE) {
          int rule =
              model.rule(
                  "APART",
                  problem.names().functions().get(apart.one())
                      + " and "
                      + problem.names().functions().get(apart.other()));
          model.atMost(new Terms().add(one, 1).add(other, 1), 1, rule);
        }
      }
    }
  }

  /** The variable of a pair's artifact, or of its first instance. */
  private int there(int pair, boolean asArtifact) {
    int[] step = encoding.step[pair];
    if (step == null) {
      return Encoding.NONE;
    }
    return asArtifact ? encoding.present[pair] : step.length > 0 ? step[0] : Encoding.NONE;
  }

  private void changes() {
    ChangeTable changes = problem.changes();
    if (!changes.counted()) {
      return;
    }
    boolean limited = changes.budget() < Double.POSITIVE_INFINITY;
    Terms all = new Terms();
    for (CompiledGroup group : problem.groups()) {
      moves(group, limited || changes.moveMicros() > 0, all);
    }
    PairTable pairs = problem.pairs();
    for (int pair = 0; limited && pair < pairs.size(); pair++) {
      int[] step = encoding.step[pair];
      for (int k = 0; step != null && k < step.length; k++) {
        if (k >= pairs.warmNow[pair]) {
          all.add(step[k], 1);
        }
      }
      if (encoding.present[pair] != Encoding.NONE && !pairs.acquiredNow[pair]) {
        all.add(encoding.present[pair], 1);
      }
    }
    if (limited) {
      int rule = model.rule("CHANGES", CURRENT);
      model.atMost(all, (long) Math.floor(changes.budget()), rule);
    }
  }

  private static long scaled(double devices) {
    return (long) Math.floor(devices * SHARE_SCALE * (1 + 1e-12));
  }

  /** Devices of a group newly on a node, call by call; none where the node is cordoned. */
  private void moves(CompiledGroup group, boolean counted, Terms all) {
    for (int call = 0; call < group.routes.calls(); call++) {
      Map<Integer, Terms> onNode = new TreeMap<>();
      for (int c = encoding.firstColumn[group.index];
          c < encoding.firstColumn[group.index + 1];
          c++) {
        int node = group.routes.node(call, encoding.columns.get(c).route()[call]);
        if (node >= 0) {
          onNode.computeIfAbsent(node, key -> new Terms()).add(encoding.count[c], SHARE_SCALE);
        }
      }
      for (var entry : onNode.entrySet()) {
        int node = entry.getKey();
        double now = group.now(call, node);
        if (problem.nodes().cordoned[node]) {
          int rule = model.rule("STATUS", problem.names().nodes().get(node).value());
          model.atMost(InstanceRows.copy(entry.getValue()), scaled(now), rule);
        } else if (counted && now < group.devices) {
          int moved = model.variable(0, group.devices, !group.divisible);
          int rule = model.rule("CHANGES", problem.names().groups().get(group.index).value());
          Terms excess = entry.getValue().add(moved, -SHARE_SCALE);
          model.atMost(excess, scaled(now), rule);
          encoding.moves.add(moved);
          all.add(moved, 1);
        }
      }
    }
  }
}
