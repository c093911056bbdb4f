package dev.continuum.service.state;

import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import dev.continuum.service.proto.RecordProto.ServiceMinute;
import dev.continuum.service.proto.RecordProto.ServiceTotals;

/** Counts of calls added up, and what they say. */
public final class ServiceCounts {

  private ServiceCounts() {}

  /** Both; function and node are the first's. */
  public static ServiceTotals sum(ServiceTotals one, ServiceTotals other) {
    return one.toBuilder()
        .setCalls(one.getCalls() + other.getCalls())
        .setServiceMs(one.getServiceMs() + other.getServiceMs())
        .setWaitMs(one.getWaitMs() + other.getWaitMs())
        .setColdStarts(one.getColdStarts() + other.getColdStarts())
        .setFailed(one.getFailed() + other.getFailed())
        .setThrottled(one.getThrottled() + other.getThrottled())
        .setLate(one.getLate() + other.getLate())
        .setUnavailable(one.getUnavailable() + other.getUnavailable())
        .setRejected(one.getRejected() + other.getRejected())
        .build();
  }

  static PlatformCount sum(PlatformCount one, PlatformCount other) {
    PlatformCount.Builder sum =
        one.toBuilder()
            .setCalls(one.getCalls() + other.getCalls())
            .setFailed(one.getFailed() + other.getFailed())
            .setThrottled(one.getThrottled() + other.getThrottled())
            .setColdStarts(one.getColdStarts() + other.getColdStarts())
            .setProvisioned(one.getProvisioned() + other.getProvisioned())
            .setSpillOver(one.getSpillOver() + other.getSpillOver());
    if (other.hasUtilisation()) {
      sum.setUtilisation(
          one.hasUtilisation()
              ? Math.max(one.getUtilisation(), other.getUtilisation())
              : other.getUtilisation());
    }
    return sum.build();
  }

  /** As readers see it. */
  static ObservedService observed(
      String function, String node, ServiceTotals totals, ServiceMinute lately) {
    ObservedService.Builder wire =
        ObservedService.newBuilder()
            .setFunction(function)
            .setNode(node)
            .setCalls(totals.getCalls())
            .setFailed(totals.getFailed())
            .setColdStarts(totals.getColdStarts())
            .setThrottled(totals.getThrottled())
            .setLate(totals.getLate())
            .setUnavailable(totals.getUnavailable())
            .setRejected(totals.getRejected())
            .setMeanServiceMs(mean(totals.getServiceMs(), totals.getCalls()))
            .setMeanWaitMs(mean(totals.getWaitMs(), totals.getCalls()))
            .setLostShare(lostShare(lately))
            .setFailedShare(failedShare(lately));
    if (lately.hasPlatform()) {
      wire.setPlatform(lately.getPlatform());
    }
    return wire.build();
  }

  /** Of the calls that were tried; the worse of what callers and the platform say. */
  private static double lostShare(ServiceMinute lately) {
    ServiceTotals routed = lately.getRouted();
    long lost =
        routed.getThrottled() + routed.getLate() + routed.getUnavailable() + routed.getRejected();
    PlatformCount counted = lately.getPlatform();
    return Math.max(
        share(lost, routed.getCalls() + lost),
        share(counted.getThrottled(), counted.getCalls() + counted.getThrottled()));
  }

  private static double failedShare(ServiceMinute lately) {
    ServiceTotals routed = lately.getRouted();
    PlatformCount counted = lately.getPlatform();
    return Math.max(
        share(routed.getFailed(), routed.getCalls()),
        share(counted.getFailed(), counted.getCalls()));
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : (double) part / all;
  }

  private static double mean(double sum, long count) {
    return count == 0 ? 0 : sum / count;
  }
}
