package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Sleeper;
import dev.continuum.openwhisk.rest.WhiskConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What a run makes, and its removal; also from a shutdown hook, while a check is still at work and
 * its last request may yet land. All names begin with the prefix of the run. Thread-safe.
 */
final class Leftovers {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(700);
  private static final int MOST_LOOKS = 12;
  private static final int PAGE = 200;

  private final WhiskConnection connection;
  private final Sleeper sleeper;
  private final String prefix;
  private final Set<String> actions = new ConcurrentSkipListSet<>();
  private final Set<String> packages = new ConcurrentSkipListSet<>();
  private volatile boolean stopped;

  Leftovers(WhiskConnection connection, Sleeper sleeper, String prefix) {
    this.connection = connection;
    this.sleeper = sleeper;
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  void action(String name) {
    actions.add(name);
  }

  void pack(String name) {
    packages.add(name);
  }

  /** From now on nothing new is made. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Removes what was made, and looks again until nothing is found twice. */
  void remove() {
    try {
      actions.forEach(each -> delete("/actions/" + each));
      packages.forEach(
          each -> {
            delete("/actions/" + each + "/inside");
            delete("/packages/" + each);
          });
      // A request under way when the run was stopped lands after the first look.
      int clean = stopped ? 0 : 1;
      for (int look = 0; look < MOST_LOOKS && clean < 2; look++) {
        SortedSet<String> found = found();
        found.forEach(each -> delete("/actions/" + each));
        clean = found.isEmpty() ? clean + 1 : 0;
        if (clean < 2) {
          sleeper.sleep(BETWEEN);
        }
      }
    } catch (IOException | ActuationException e) {
      // Reported by the check that looks for what is left.
    }
  }

  /** Actions of this run that are there. */
  SortedSet<String> found() throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (int skip = 0; ; skip += PAGE) {
      JsonArray page =
          connection
              .send(
                  "GET",
                  Requests.NAMESPACE + "/actions?limit=" + PAGE + "&skip=" + skip,
                  Optional.empty(),
                  TIMEOUT,
                  true)
              .array();
      for (JsonElement each : page) {
        String name = each.getAsJsonObject().get("name").getAsString();
        if (name.startsWith(prefix)) {
          found.add(name);
        }
      }
      if (page.size() < PAGE) {
        return found;
      }
    }
  }

  /** Packages of this run that are there. */
  SortedSet<String> foundPackages() throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (String name : packages) {
      String path = Requests.NAMESPACE + "/packages/" + name;
      if (connection.send("GET", path, Optional.empty(), TIMEOUT, true).isOk()) {
        found.add(name);
      }
    }
    return found;
  }

  private void delete(String path) {
    try {
      connection.send("DELETE", Requests.NAMESPACE + path, Optional.empty(), TIMEOUT, true);
    } catch (IOException e) {
      // Tried again if it is found.
    }
  }
}
