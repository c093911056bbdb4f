package dev.continuum.actuation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the journal tells of earlier runs. */
final class JournalReader {

  private final Map<String, Instant> inDoubt = new LinkedHashMap<>();
  private Optional<String> lastApplied = Optional.empty();
  private OptionalLong generation = OptionalLong.empty();

  private JournalReader(List<String> lines) {
    for (String text : lines) {
      JsonObject line = JsonParser.parseString(text).getAsJsonObject();
      switch (line.get("event").getAsString()) {
        case "started" ->
            inDoubt.put(
                line.get("step").getAsString()
                    + " "
                    + line.get("verb").getAsString()
                    + " "
                    + line.get("object").getAsString(),
                Instant.parse(line.get("at").getAsString()));
        case "done", "failed" -> {
          String id = line.get("step").getAsString();
          inDoubt.keySet().removeIf(key -> key.startsWith(id));
        }
        case "end" -> {
          inDoubt.clear();
          if (line.get("state").getAsString().equals(Applied.State.APPLIED.name())) {
            lastApplied = Optional.of(text);
            if (line.has("generation")) {
              generation = OptionalLong.of(line.get("generation").getAsLong());
            }
          }
        }
        default -> {
          // begin: says nothing that is needed here
        }
      }
    }
  }

  static JournalReader of(StateDirectory state) {
    String text = state.read(Journal.FILE).orElse("");
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    try {
      return new JournalReader(whole.lines().toList());
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new ActuationException(
          ActuationException.Fault.STATE,
          "The journal (" + state.file(Journal.FILE) + ") is damaged.",
          "Maybe move it away: the next apply looks at the platforms themselves.",
          e);
    }
  }

  /** Steps that were started and of which nothing more is known, with when they started. */
  Map<String, Instant> inDoubt() {
    return Map.copyOf(inDoubt);
  }

  /** The line of the last application that succeeded. */
  Optional<String> lastApplied() {
    return lastApplied;
  }

  /** The generation of the last plan that was applied. */
  OptionalLong generation() {
    return generation;
  }
}
