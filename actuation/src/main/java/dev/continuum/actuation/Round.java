package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Performs steps phase by phase, platforms side by side, and keeps account. */
final class Round {

  private final List<Platform> platforms;
  private final Plan plan;
  private final Journal journal;
  private final Permit permit;
  private final StepListener listener;
  private final InstantSource clock;
  private final List<Applied.Done> done = Collections.synchronizedList(new ArrayList<>());
  private final List<Applied.Failed> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<Step> skipped = Collections.synchronizedList(new ArrayList<>());
  private final Set<FunctionId> broken = ConcurrentHashMap.newKeySet();

  Round(
      List<Platform> platforms,
      Plan plan,
      Journal journal,
      Permit permit,
      StepListener listener,
      InstantSource clock) {
    this.platforms = platforms;
    this.plan = plan;
    this.journal = journal;
    this.permit = permit;
    this.listener = listener;
    this.clock = clock;
  }

  void run(List<Step> steps) {
    for (Phase phase : Phase.values()) {
      Map<Platform, List<Step>> shares = new LinkedHashMap<>();
      for (Step step : steps) {
        if (step.phase() == phase) {
          shares.computeIfAbsent(platformOf(step), each -> new ArrayList<>()).add(step);
        }
      }
      Parallel.map(
          List.copyOf(shares.entrySet()),
          share -> {
            share.getValue().forEach(step -> perform(share.getKey(), step));
            return share;
          });
    }
  }

  private void perform(Platform platform, Step step) {
    if (broken.contains(step.function())) {
      skipped.add(step);
      return;
    }
    permit.require();
    journal.started(step);
    listener.starting(step);
    try {
      Instant start = clock.instant();
      String note = platform.perform(step, plan);
      Duration elapsed = Duration.between(start, clock.instant());
      listener.ended(step, note);
      journal.done(step, note);
      done.add(new Applied.Done(step, note, elapsed));
    } catch (ActuationException e) {
      String message = String.valueOf(e.getMessage());
      broken.add(step.function());
      listener.ended(step, message);
      journal.failed(step, message);
      failures.add(new Applied.Failed(step, message, e.remedy()));
    }
  }

  private Platform platformOf(Step step) {
    return platforms.stream()
        .filter(platform -> platform.nodes().contains(step.node()))
        .findFirst()
        .orElseThrow();
  }

  List<Applied.Done> done() {
    return List.copyOf(done);
  }

  List<Applied.Failed> failures() {
    return List.copyOf(failures);
  }

  List<Step> skipped() {
    return List.copyOf(skipped);
  }
}
