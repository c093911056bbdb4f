package dev.continuum.service.replica;

import dev.continuum.service.proto.RecordProto.LinkMinute;
import dev.continuum.service.proto.TelemetryServiceProto.LinkSample;
import dev.continuum.service.state.Sketches;

/** Samples of access links, as minutes of event time. */
final class LinkSamples {

  private LinkSamples() {}

  /** Whether a sample says something, and something that can be. */
  static boolean isValid(LinkSample sample) {
    return (sample.hasRttMs() || sample.hasUpMbitPerS() || sample.hasDownMbitPerS())
        && can(sample.hasRttMs(), sample.getRttMs(), 0)
        && can(sample.hasUpMbitPerS(), sample.getUpMbitPerS(), Double.MIN_VALUE)
        && can(sample.hasDownMbitPerS(), sample.getDownMbitPerS(), Double.MIN_VALUE);
  }

  private static boolean can(boolean told, double value, double least) {
    return !told || (value >= least && Double.isFinite(value));
  }

  /** One sample, in its minute. */
  static LinkMinute.Builder minute(LinkSample sample, long startMs) {
    LinkMinute.Builder minute =
        LinkMinute.newBuilder().setGroup(sample.getGroup()).setStartMs(startMs);
    if (sample.hasRttMs()) {
      minute.setRttMs(Sketches.of(sample.getRttMs(), 1));
    }
    if (sample.hasUpMbitPerS()) {
      minute.setUpMbitPerS(Sketches.of(sample.getUpMbitPerS(), 1));
    }
    if (sample.hasDownMbitPerS()) {
      minute.setDownMbitPerS(Sketches.of(sample.getDownMbitPerS(), 1));
    }
    return minute;
  }

  /** Both together. */
  static LinkMinute.Builder sum(LinkMinute.Builder one, LinkMinute.Builder other) {
    return one.setRttMs(Sketches.sum(one.getRttMs(), other.getRttMs()))
        .setUpMbitPerS(Sketches.sum(one.getUpMbitPerS(), other.getUpMbitPerS()))
        .setDownMbitPerS(Sketches.sum(one.getDownMbitPerS(), other.getDownMbitPerS()));
  }
}
