package dev.continuum.actuation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at all platforms at once, and compares a plan with what is there. */
final class Survey {

  private final List<Platform> platforms;

  Survey(List<Platform> platforms) {
    this.platforms = platforms;
  }

  ChangeSet changes(Plan plan) {
    List<Platform> concerned =
        platforms.stream().filter(each -> !plan.on(each.nodes()).nodes().isEmpty()).toList();
    List<Observation> seen = Parallel.map(concerned, platform -> platform.observe(plan.owner()));
    List<Step> steps = new ArrayList<>();
    List<String> drift = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    StringBuilder basis = new StringBuilder();
    for (int i = 0; i < concerned.size(); i++) {
      Platform platform = concerned.get(i);
      Observation observed = seen.get(i);
      Plan part = plan.on(platform.nodes());
      RateCheck.refusal(part, observed).ifPresent(refusals::add);
      refusals.addAll(platform.refusals(part, observed));
      steps.addAll(platform.difference(part, observed));
      notes.addAll(platform.notes(part, observed));
      basis.append(platform.nodes()).append(observed.fingerprint());
      observed.managed().stream()
          .filter(managed -> !managed.drift().isEmpty())
          .forEach(
              managed ->
                  drift.add(managed.node() + ": " + managed.object() + ": " + managed.drift()));
    }
    // Stable: within a phase each platform keeps its own order.
    steps.sort(Comparator.comparing(Step::phase));
    return new ChangeSet(
        Digests.of(basis.toString()),
        refusals.isEmpty() ? steps : List.of(),
        drift,
        refusals,
        notes);
  }
}
