package dev.continuum.benchmarks.baseline;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.topology.Tier;
import dev.continuum.solver.compiled.CompiledGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Edge user allocation as variable-sized vector bin packing, lexicographic: most users served by
 * edge servers, then fewest servers. A server covers the groups whose route to it is allowed and
 * not late; the sizes are CPU and, as if instances could be cut, memory. What then does not fit
 * because instances are whole is left unserved.
 *
 * @see <a href="https://doi.org/10.1007/978-3-030-03596-9_15">P. Lai et al., Optimal Edge User
 *     Allocation in Edge Computing with Variable Sized Vector Bin Packing, ICSOC 2018</a>
 */
final class VectorBinPacking implements Baseline {

  private static final long MOST_PAIRS = 400_000;

  @Override
  public String name() {
    return "vsvbp";
  }

  private record Pair(CompiledGroup group, int node) {}

  @Override
  public Answer plan(PlacementProblem problem, Budget budget) {
    Ground ground = new Ground(problem);
    Map<Pair, Integer> users = new HashMap<>();
    Program program = new Program();
    Program.Row servers = new Program().atMost(0);
    Program.Row served = new Program().atMost(0);
    Map<CompiledGroup, Program.Row> most = new HashMap<>();
    for (int node = 0; node < ground.nodes(); node++) {
      if (ground.tier(node) != Tier.EDGE) {
        continue;
      }
      int open = program.binary();
      servers.add(open, 1);
      Program.Row cpu = program.atMost(0).add(open, -cores(ground.freeNanocores(node)));
      Program.Row memory =
          program.atMost(0).add(open, -Math.min(1e9, ground.memoryMebibytes(node)));
      for (CompiledGroup group : ground.groups()) {
        Optional<int[]> route = ground.coveredRoute(group, node);
        if (route.isEmpty()) {
          continue;
        }
        int count = program.variable(0, group.devices, true);
        users.put(new Pair(group, node), count);
        cpu.add(count, cores((double) Ground.nanocores(group, route.get())));
        memory.add(count, ground.memoryOfDevice(group, route.get()));
        program.atMost(0).add(count, 1).add(open, -group.devices);
        served.add(count, -1);
        most.computeIfAbsent(group, key -> program.atMost(key.devices)).add(count, 1);
        if (users.size() > MOST_PAIRS) {
          return new Answer.NotApplicable("more pairs than can be written down");
        }
      }
    }
    if (users.isEmpty()) {
      return new Answer.NotApplicable("no edge server covers a user");
    }
    Duration half = budget.time().dividedBy(2);
    Optional<Program.Solution> first = program.minimise(served, "SCIP", half, budget.threads());
    if (first.isEmpty()) {
      return new Answer.Nothing("SCIP finds nothing in time");
    }
    Program.Row atLeast = program.atMost(Math.rint(first.get().objective()));
    users.values().forEach(count -> atLeast.add(count, -1));
    Program.Solution last =
        program.minimise(servers, "SCIP", half, budget.threads()).orElse(first.get());
    for (CompiledGroup group : ground.groups()) {
      for (int node = 0; node < ground.nodes(); node++) {
        Integer count = users.get(new Pair(group, node));
        Optional<int[]> route = ground.coveredRoute(group, node);
        if (count != null && route.isPresent()) {
          ground.fill(group, route.get(), Math.rint(last.value(count)));
        }
      }
    }
    long all = ground.groups().stream().mapToLong(group -> group.devices).sum();
    return new Answer.Placed(
        ground.placement(),
        OptionalLong.empty(),
        "its own objective: " + Math.round(-first.get().objective()) + " of " + all + " users");
  }

  private static double cores(double nanocores) {
    return Math.min(1e9, nanocores / 1e9);
  }
}
