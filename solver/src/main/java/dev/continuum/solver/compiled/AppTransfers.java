package dev.continuum.solver.compiled;

import dev.continuum.model.id.CallId;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.CallEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The payloads of an application.
 *
 * @param transfers payloads by consumer, then producer
 * @param edges all edges, with the index of the payload each causes, or -1
 * @param ways every way through the calls; none where there are too many
 */
record AppTransfers(List<Transfer> transfers, List<int[]> edges, List<Way> ways) {

  /** Of an application whose calls are in this order. */
  static AppTransfers of(Application app, List<CallId> order) {
    List<Transfer> transfers = transfersOf(app, order);
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < transfers.size(); i++) {
      edges.add(new int[] {transfers.get(i).from(), transfers.get(i).to(), i});
    }
    for (CallEdge edge : app.edges()) {
      if (edge.bytesPerRequest().isEmpty()) {
        edges.add(new int[] {order.indexOf(edge.from()), order.indexOf(edge.to()), -1});
      }
    }
    return new AppTransfers(transfers, List.copyOf(edges), Way.through(edges, order.size()));
  }

  private static List<Transfer> transfersOf(Application app, List<CallId> order) {
    Set<CallId> sources = new HashSet<>(order);
    Set<CallId> sinks = new HashSet<>(order);
    List<Transfer> transfers = new ArrayList<>();
    for (CallEdge edge : app.edges()) {
      sources.remove(edge.to());
      sinks.remove(edge.from());
      if (edge.bytesPerRequest().isPresent()) {
        transfers.add(
            new Transfer(
                order.indexOf(edge.from()),
                order.indexOf(edge.to()),
                edge.bytesPerRequest().getAsLong()));
      }
    }
    for (CallId call : order) {
      if (sources.contains(call) && app.entryBytes().isPresent()) {
        transfers.add(
            new Transfer(Transfer.CLIENT, order.indexOf(call), app.entryBytes().getAsLong()));
      }
      if (sinks.contains(call) && app.replyBytes().isPresent()) {
        transfers.add(
            new Transfer(order.indexOf(call), Transfer.CLIENT, app.replyBytes().getAsLong()));
      }
    }
    transfers.sort(
        Comparator.comparingInt(Transfer::to)
            .thenComparingInt(Transfer::from)
            .thenComparingLong(Transfer::bytes));
    return List.copyOf(transfers);
  }
}
