package dev.continuum.actuation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The right to change the world, for a while: one holder at a time, with a token that grows with
 * every holder, so that what an earlier one left behind can be told apart. It ends by release, by
 * expiry, or at once when its holder's process on this host has died. Thread-safe.
 */
public final class Lease implements AutoCloseable {

  private static final String FILE = "lease.json";
  private static final Duration RETRY = Duration.ofMillis(1);

  private final StateDirectory state;
  private final InstantSource clock;
  private final Duration term;
  private final Holder self;
  private final long token;

  private Lease(StateDirectory state, InstantSource clock, Duration term, Holder self, long token) {
    this.state = state;
    this.clock = clock;
    this.term = term;
    this.self = self;
    this.token = token;
  }

  /**
   * Takes the lease.
   *
   * @param term how long it holds without {@link #renew}
   * @throws ActuationException CONFLICT if another holds it
   */
  public static Lease take(StateDirectory state, InstantSource clock, Duration term) {
    return take(state, clock, term, Holder.self());
  }

  static Lease take(StateDirectory state, InstantSource clock, Duration term, Holder self) {
    return locked(
        state,
        () -> {
          Optional<Entry> found = read(state);
          long last = found.map(Entry::token).orElse(0L);
          if (found.isPresent() && found.get().holds(clock.instant())) {
            throw new ActuationException(
                ActuationException.Fault.CONFLICT,
                "The lease of "
                    + state.path()
                    + " is held by "
                    + found.get().holder()
                    + " until "
                    + found.get().until()
                    + ".",
                "Maybe wait for it, or end that process.");
          }
          Lease lease = new Lease(state, clock, term, self, last + 1);
          lease.write(clock.instant().plus(term));
          return lease;
        });
  }

  /** Grows with every holder. */
  public long token() {
    return token;
  }

  /**
   * Holds it for another term.
   *
   * @throws ActuationException CONFLICT if it has meanwhile gone to another: stop at once
   */
  public void renew() {
    locked(
        state,
        () -> {
          Optional<Entry> found = read(state);
          if (found.isEmpty() || found.get().token() != token) {
            throw new ActuationException(
                ActuationException.Fault.CONFLICT,
                "The lease of " + state.path() + " went to another process.",
                "Maybe apply again once that is done.");
          }
          write(clock.instant().plus(term));
          return this;
        });
  }

  /** Gives it back; later holders need not wait. */
  @Override
  public void close() {
    locked(
        state,
        () -> {
          if (read(state).filter(entry -> entry.token() == token).isPresent()) {
            write(Instant.EPOCH);
          }
          return this;
        });
  }

  private void write(Instant until) {
    JsonObject json = new JsonObject();
    json.addProperty("token", token);
    json.addProperty("host", self.host());
    json.addProperty("process", self.process());
    json.addProperty("started", self.started());
    json.addProperty("until", until.toString());
    state.write(FILE, json.toString());
  }

  private static Optional<Entry> read(StateDirectory state) {
    try {
      return state
          .read(FILE)
          .map(text -> JsonParser.parseString(text).getAsJsonObject())
          .map(
              json ->
                  new Entry(
                      new Holder(
                          json.get("host").getAsString(),
                          json.get("process").getAsLong(),
                          json.get("started").getAsString()),
                      json.get("token").getAsLong(),
                      Instant.parse(json.get("until").getAsString())));
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new ActuationException(
          ActuationException.Fault.STATE,
          "The lease file (" + state.file(FILE) + ") is damaged.",
          "Maybe delete it, if no apply is running.",
          e);
    }
  }

  private interface Guarded<T> {
    T run();
  }

  private static <T> T locked(StateDirectory state, Guarded<T> body) {
    try (FileChannel channel =
        FileChannel.open(
            state.file("lease.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        try (FileLock lock = channel.lock()) {
          if (lock.isValid()) {
            return body.run();
          }
        } catch (OverlappingFileLockException e) {
          // Another thread of this process has it. Spinning would keep virtual threads from
          // running,
          // the one that has it among them, where there are more of us than processors.
          Sleeper.THREAD.sleep(RETRY);
        }
      }
    } catch (IOException e) {
      throw StateDirectory.failed("The lease of " + state.path() + " cannot be locked", e);
    }
  }

  /**
   * A process.
   *
   * @param host its host
   * @param process its id there
   * @param started when it began, so that a reused id is another process
   */
  record Holder(String host, long process, String started) {

    static Holder self() {
      ProcessHandle self = ProcessHandle.current();
      return new Holder(hostName(), self.pid(), startOf(self));
    }

    private static String hostName() {
      String name = System.getenv("HOSTNAME");
      if (name != null && !name.isBlank()) {
        return name;
      }
      try {
        return java.net.InetAddress.getLocalHost().getHostName();
      } catch (java.net.UnknownHostException e) {
        return "localhost";
      }
    }

    private static String startOf(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }

    boolean isGone() {
      return host.equals(hostName())
          && ProcessHandle.of(process)
              .filter(each -> each.isAlive() && startOf(each).equals(started))
              .isEmpty();
    }

    @Override
    public String toString() {
      return "process " + process + " on " + host;
    }
  }

  private record Entry(Holder holder, long token, Instant until) {
    boolean holds(Instant now) {
      return until.isAfter(now) && !holder.isGone();
    }
  }
}
