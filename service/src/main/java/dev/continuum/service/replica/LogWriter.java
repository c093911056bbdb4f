package dev.continuum.service.replica;

import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The commands that wait, and those whose records are being written: one append at a time, of all
 * that came meanwhile. Nobody is answered before what they were decided on is durable. Confined to
 * its machine.
 */
final class LogWriter {

  private static final int MOST_COMMANDS = 256;
  private static final int MOST_WAITING = 10_000;

  private final Deque<Waiting<?>> waiting = new ArrayDeque<>();
  private List<Decided<?>> writing = List.of();

  private record Waiting<R>(Command<R> command, Reply<R> reply) {}

  /** A command with its decision, or why it was refused. */
  private record Decided<R>(
      Reply<R> reply,
      Command.@org.jspecify.annotations.Nullable Decision<R> decision,
      @org.jspecify.annotations.Nullable RefusedException refusal,
      ContinuumState after) {

    void answer() {
      if (decision != null) {
        reply.done(decision.answer().apply(after));
      } else if (refusal != null) {
        reply.refused(refusal);
      }
    }
  }

  <R> void add(Command<R> command, Reply<R> reply) {
    if (waiting.size() >= MOST_WAITING) {
      reply.refused(
          new RefusedException(
              RefusedException.Kind.UNAVAILABLE, "Too many calls wait for the continuum."));
      return;
    }
    waiting.add(new Waiting<>(command, reply));
  }

  boolean writing() {
    return !writing.isEmpty();
  }

  boolean idle() {
    return waiting.isEmpty() && writing.isEmpty();
  }

  /** Decides what waits, on the state that the records before will have made. */
  List<Record> decide(ContinuumState durable, long now) {
    List<Record> records = new ArrayList<>();
    List<Decided<?>> decided = new ArrayList<>();
    ContinuumState state = durable;
    while (!waiting.isEmpty() && decided.size() < MOST_COMMANDS) {
      state = decide(waiting.remove(), state, now, records, decided);
    }
    writing = decided;
    return records;
  }

  /** What was decided is durable. */
  void written() {
    List<Decided<?>> done = writing;
    writing = List.of();
    done.forEach(Decided::answer);
  }

  /** What was decided is not durable, or nobody knows; nor will what waits be. */
  void failed(RefusedException cause) {
    List<Decided<?>> lost = writing;
    List<Waiting<?>> left = List.copyOf(waiting);
    writing = List.of();
    waiting.clear();
    lost.forEach(each -> each.reply().refused(cause));
    left.forEach(each -> each.reply().refused(cause));
  }

  private static <R> ContinuumState decide(
      Waiting<R> next,
      ContinuumState before,
      long now,
      List<Record> records,
      List<Decided<?>> decided) {
    try {
      Command.Decision<R> decision = next.command().decide(before);
      ContinuumState state = before;
      List<Record> made = new ArrayList<>();
      for (Record.Builder builder : decision.records()) {
        Record entry = builder.setTimeMs(now).build();
        made.add(entry);
        state = state.after(entry);
      }
      records.addAll(made);
      decided.add(new Decided<>(next.reply(), decision, null, state));
      return state;
    } catch (RefusedException e) {
      decided.add(new Decided<>(next.reply(), null, e, before));
      return before;
    } catch (RuntimeException e) {
      // Whatever a caller wrote, the others' commands go on and it gets an answer.
      decided.add(new Decided<>(next.reply(), null, RefusedException.of(e), before));
      return before;
    }
  }
}
