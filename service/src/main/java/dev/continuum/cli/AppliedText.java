package dev.continuum.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.ChangeSet;
import dev.continuum.actuation.Refusal;
import dev.continuum.actuation.Step;
import java.time.Duration;
import java.util.Locale;

/** What apply and destroy print. */
final class AppliedText {

  private AppliedText() {}

  static String of(ChangeSet changes) {
    StringBuilder text = new StringBuilder();
    changes.drift().forEach(each -> text.append("drift    ").append(each).append('\n'));
    changes
        .refusals()
        .forEach(
            each ->
                text.append("refused  ")
                    .append(each.node())
                    .append(": ")
                    .append(each.message())
                    .append("\n  ")
                    .append(each.remedy())
                    .append('\n'));
    changes
        .steps()
        .forEach(
            each ->
                text.append("change   ")
                    .append(each)
                    .append(" (")
                    .append(each.reason())
                    .append(")\n"));
    changes.notes().forEach(each -> text.append("note     ").append(each).append('\n'));
    text.append(changes.steps().size())
        .append(changes.steps().size() == 1 ? " change" : " changes")
        .append("; basis ")
        .append(changes.basis())
        .append('\n');
    return text.toString();
  }

  static String of(Applied applied) {
    StringBuilder text = new StringBuilder();
    if (applied.state() == Applied.State.REFUSED || applied.state() == Applied.State.STALE) {
      text.append(of(applied.changes()));
    }
    applied
        .done()
        .forEach(
            each ->
                text.append("done     ")
                    .append(each.step())
                    .append(": ")
                    .append(each.note())
                    .append(" [")
                    .append(seconds(each.elapsed()))
                    .append("]\n"));
    applied
        .failures()
        .forEach(
            each ->
                text.append("failed   ")
                    .append(each.step())
                    .append(": ")
                    .append(each.message())
                    .append(each.remedy().isEmpty() ? "" : "\n  " + each.remedy())
                    .append('\n'));
    applied.skipped().forEach(each -> text.append("left out ").append(each).append('\n'));
    overhead(applied.overhead(), text);
    text.append(
        switch (applied.state()) {
          case UNCHANGED -> "Nothing to do.\n";
          case APPLIED -> "Applied: " + applied.done().size() + " changes.\n";
          case FAILED -> "Failed. What was done is consistent; apply again to go on.\n";
          case STALE ->
              "Stale: the plan was made for another state. Solve again, or look with --dry-run.\n";
          case REFUSED -> "Refused: nothing was done.\n";
        });
    return text.toString();
  }

  private static void overhead(Applied.Overhead overhead, StringBuilder text) {
    if (overhead.install().plus(overhead.firstCalls()).isPositive()) {
      text.append("overhead download ")
          .append(seconds(overhead.download()))
          .append(", install ")
          .append(seconds(overhead.install()))
          .append(", first calls ")
          .append(seconds(overhead.firstCalls()))
          .append('\n');
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1e3);
  }

  static JsonObject json(ChangeSet changes) {
    JsonObject json = new JsonObject();
    json.addProperty("basis", changes.basis());
    json.add("steps", Json.array(changes.steps(), AppliedText::json));
    json.add("drift", Json.strings(changes.drift()));
    json.add("notes", Json.strings(changes.notes()));
    json.add("refusals", Json.array(changes.refusals(), AppliedText::json));
    return json;
  }

  static JsonObject json(Applied applied) {
    JsonObject json = new JsonObject();
    json.addProperty("state", applied.state().name());
    json.add("changes", json(applied.changes()));
    json.add(
        "done",
        Json.array(
            applied.done(),
            each -> {
              JsonObject one = json(each.step());
              one.addProperty("note", each.note());
              one.addProperty("elapsedMs", each.elapsed().toMillis());
              return one;
            }));
    json.add(
        "failed",
        Json.array(
            applied.failures(),
            each -> {
              JsonObject one = json(each.step());
              one.addProperty("message", each.message());
              one.addProperty("remedy", each.remedy());
              return one;
            }));
    JsonObject overhead = new JsonObject();
    overhead.addProperty("downloadMs", applied.overhead().download().toMillis());
    overhead.addProperty("installMs", applied.overhead().install().toMillis());
    overhead.addProperty("firstCallsMs", applied.overhead().firstCalls().toMillis());
    json.add("overhead", overhead);
    json.add("skipped", Json.array(applied.skipped(), AppliedText::json));
    return json;
  }

  private static JsonObject json(Step step) {
    JsonObject json = new JsonObject();
    json.addProperty("phase", step.phase().name());
    json.addProperty("node", step.node().value());
    json.addProperty("function", step.function().value());
    json.addProperty("verb", step.verb());
    json.addProperty("object", step.object());
    JsonObject arguments = new JsonObject();
    step.arguments().forEach((key, value) -> arguments.add(key, new JsonPrimitive(value)));
    json.add("arguments", arguments);
    json.addProperty("reason", step.reason());
    return json;
  }

  private static JsonObject json(Refusal refusal) {
    JsonObject json = new JsonObject();
    json.addProperty("node", refusal.node().value());
    json.addProperty("message", refusal.message());
    json.addProperty("remedy", refusal.remedy());
    return json;
  }
}
