package dev.continuum.model.workload;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import java.util.List;

/**
 * A vertex of an application's DAG.
 *
 * @param id its name in the application
 * @param variants the functions that can serve it; one is chosen per route
 * @param callsPerRequest μ_v, mean calls per request; parallel, counted once in latency
 * @param pin whether it must stay on the device
 * @param fence where it may run, on top of its functions' fences
 */
public record Call(
    CallId id, List<Variant> variants, double callsPerRequest, Pin pin, Fence fence) {

  /** Copies the list. */
  public Call {
    variants = List.copyOf(variants);
  }

  /** Whether a call is pinned. */
  public enum Pin {
    /** It may leave the device. */
    NONE,
    /** It runs on the client's device (capture, render); its cost is a constant. */
    LOCAL
  }

  /** One variant without a quality price, called once per request, free to move. */
  public static Call of(CallId id, FunctionId function) {
    return new Call(id, List.of(new Variant(function, 0)), 1, Pin.NONE, Fence.NONE);
  }

  /** This, pinned to the device. */
  public Call pinnedLocal() {
    return new Call(id, variants, callsPerRequest, Pin.LOCAL, fence);
  }

  /** This, called so often per request. */
  public Call withCallsPerRequest(double mean) {
    return new Call(id, variants, mean, pin, fence);
  }

  /** This, fenced. */
  public Call withFence(Fence other) {
    return new Call(id, variants, callsPerRequest, pin, other);
  }

  /** This, with other variants. */
  public Call withVariants(List<Variant> others) {
    return new Call(id, others, callsPerRequest, pin, fence);
  }
}
