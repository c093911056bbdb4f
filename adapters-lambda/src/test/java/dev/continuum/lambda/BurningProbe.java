package dev.continuum.lambda;

import java.util.Map;
import java.util.TreeMap;

/** A handler that does the same work in every call, and none that waits. */
public final class BurningProbe {

  /**
   * About a tenth of a second of a core. A quota of CPU time is charged by ticks and paid in
   * periods of 20 ms, so a call of a few ms may get a multiple of its share; to this one that is
   * little.
   */
  private static final int ROUNDS = 60_000_000;

  /** Called by the runtime interface client. */
  public BurningProbe() {}

  /** Draws so many numbers; the last one is the answer. */
  public Map<String, Object> handle(Map<String, Object> event) {
    long state = 1;
    for (int i = 0; i < ROUNDS; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    Map<String, Object> answer = new TreeMap<>(event);
    answer.put("state", Long.toString(state));
    return answer;
  }
}
