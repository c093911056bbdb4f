package dev.continuum.actuation;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * What was done, line by line: a JSON object each, appended and on the disk before the step it
 * announces begins. A line that a crash cut short is dropped when the journal is opened next.
 * Thread-safe.
 */
final class Journal implements AutoCloseable {

  static final String FILE = "journal.jsonl";
  private static final long ROTATE_BYTES = 4L << 20;

  private final FileChannel channel;
  private final InstantSource clock;

  private Journal(FileChannel channel, InstantSource clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** Opens it for appending; only the holder of the lease may. */
  static Journal open(StateDirectory state, InstantSource clock) {
    String text = state.read(FILE).orElse("");
    int whole = text.lastIndexOf('\n') + 1;
    if (text.length() > ROTATE_BYTES && JournalReader.of(state).inDoubt().isEmpty()) {
      state.write("journal.1.jsonl", text);
      state.write(FILE, JournalReader.of(state).lastApplied().map(line -> line + "\n").orElse(""));
    } else if (whole < text.length()) {
      state.write(FILE, text.substring(0, whole));
    }
    try {
      return new Journal(
          FileChannel.open(state.file(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          clock);
    } catch (IOException e) {
      throw StateDirectory.failed("The journal (" + state.file(FILE) + ") cannot be opened", e);
    }
  }

  void begin(Plan plan, long token, ChangeSet changes) {
    JsonObject line = line("begin");
    line.addProperty("token", token);
    line.addProperty("owner", plan.owner());
    line.addProperty("plan", plan.digest());
    plan.generation().ifPresent(value -> line.addProperty("generation", value));
    line.addProperty("basis", changes.basis());
    line.addProperty("steps", changes.steps().size());
    append(line);
  }

  void started(Step step) {
    JsonObject line = line("started");
    line.addProperty("step", step.id());
    line.addProperty("phase", step.phase().name());
    line.addProperty("node", step.node().value());
    line.addProperty("function", step.function().value());
    line.addProperty("verb", step.verb());
    line.addProperty("object", step.object());
    append(line);
  }

  void done(Step step, String note) {
    JsonObject line = line("done");
    line.addProperty("step", step.id());
    line.addProperty("note", note);
    append(line);
  }

  void failed(Step step, String message) {
    JsonObject line = line("failed");
    line.addProperty("step", step.id());
    line.addProperty("message", message);
    append(line);
  }

  void end(Plan plan, Applied.State outcome) {
    JsonObject line = line("end");
    line.addProperty("state", outcome.name());
    line.addProperty("plan", plan.digest());
    plan.generation().ifPresent(value -> line.addProperty("generation", value));
    append(line);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StateDirectory.failed("The journal cannot be closed", e);
    }
  }

  private JsonObject line(String event) {
    JsonObject line = new JsonObject();
    line.addProperty("at", clock.instant().toString());
    line.addProperty("event", event);
    return line;
  }

  private synchronized void append(JsonObject line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw StateDirectory.failed("The journal cannot be written", e);
    }
  }
}
