package dev.continuum.model.workload;

import dev.continuum.model.id.AppId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An application: a DAG of calls.
 *
 * @param id its name
 * @param calls its vertices
 * @param edges its edges; the graph must be acyclic
 * @param entryBytes payload from the client to every source; absent if none crosses the network
 * @param replyBytes payload from every sink to the client; absent if none crosses the network
 * @param deadline percentile deadline, if any
 * @param admission whether its devices may be left unserved
 * @param weight ω_a, weight of its unserved and late devices
 */
public record Application(
    AppId id,
    List<Call> calls,
    List<CallEdge> edges,
    OptionalLong entryBytes,
    OptionalLong replyBytes,
    Optional<Deadline> deadline,
    Admission admission,
    double weight) {

  /** Copies the lists. */
  public Application {
    calls = List.copyOf(calls);
    edges = List.copyOf(edges);
  }

  /** One call, no deadline, best effort, weight 1, empty entry and reply payloads. */
  public static Application single(AppId id, Call call) {
    return new Application(
        id,
        List.of(call),
        List.of(),
        OptionalLong.of(0),
        OptionalLong.of(0),
        Optional.empty(),
        Admission.BEST_EFFORT,
        1);
  }

  /** This, with a deadline. */
  public Application withDeadline(Deadline other) {
    return new Application(
        id, calls, edges, entryBytes, replyBytes, Optional.of(other), admission, weight);
  }

  /** This, with another admission. */
  public Application withAdmission(Admission other) {
    return new Application(id, calls, edges, entryBytes, replyBytes, deadline, other, weight);
  }

  /** This, with other entry and reply payloads. */
  public Application withPayloads(OptionalLong entry, OptionalLong reply) {
    return new Application(id, calls, edges, entry, reply, deadline, admission, weight);
  }
}
