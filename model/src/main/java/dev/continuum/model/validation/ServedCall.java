package dev.continuum.model.validation;

import dev.continuum.model.id.CallId;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A call with all that may serve it.
 *
 * @param call the call
 * @param variants its functions, as far as they are declared
 * @param candidates the nodes of each variant
 * @param takesEntry whether the client sends to it over the network
 * @param givesReply whether it sends to the client over the network
 */
record ServedCall(
    Call call,
    List<Function> variants,
    List<Candidates> candidates,
    boolean takesEntry,
    boolean givesReply) {

  static List<ServedCall> of(Application app, Declared declared, Candidates.Finder finder) {
    Set<CallId> fed = new HashSet<>();
    Set<CallId> feeding = new HashSet<>();
    for (CallEdge edge : app.edges()) {
      fed.add(edge.to());
      feeding.add(edge.from());
    }
    List<ServedCall> calls = new ArrayList<>();
    for (Call call : app.calls()) {
      List<Function> variants = new ArrayList<>();
      List<Candidates> candidates = new ArrayList<>();
      for (Variant variant : call.variants()) {
        Function function = declared.functions.get(variant.function());
        if (function != null) {
          variants.add(function);
          candidates.add(finder.of(function, call.fence()));
        }
      }
      calls.add(
          new ServedCall(
              call,
              variants,
              candidates,
              app.entryBytes().isPresent() && !fed.contains(call.id()),
              app.replyBytes().isPresent() && !feeding.contains(call.id())));
    }
    return calls;
  }

  /** Whether all its variants are declared, so that what is missing is known to be missing. */
  boolean isComplete() {
    return !variants.isEmpty() && variants.size() == call.variants().size() && serviceTimeKnown();
  }

  /** A function without any service time is a fault of its own. */
  boolean serviceTimeKnown() {
    return variants.stream().anyMatch(f -> f.work().isPresent() || !f.profiles().isEmpty());
  }

  boolean isPinned() {
    return call.pin() == Call.Pin.LOCAL;
  }

  int fenced() {
    return candidates.stream().mapToInt(Candidates::fenced).sum();
  }

  int servable() {
    return candidates.stream().mapToInt(Candidates::servable).sum();
  }

  /** Whether the fences let some variant onto the client's own device. */
  boolean mayBeLocal() {
    return call.fence().allowsDevice()
        && variants.stream().anyMatch(function -> function.fence().allowsDevice());
  }

  /** Whether some variant may run on such a device and has a service time there. */
  boolean isServedBy(DeviceClass device) {
    return call.fence().allowsDevice()
        && variants.stream().anyMatch(f -> f.fence().allowsDevice() && Needs.runsOn(f, device));
  }

  /** The same, and an instance fits on it. */
  boolean fitsOn(DeviceClass device) {
    return call.fence().allowsDevice()
        && variants.stream()
            .anyMatch(
                f ->
                    f.fence().allowsDevice()
                        && Needs.runsOn(f, device)
                        && Needs.oneFits(f, device.capacity()));
  }
}
