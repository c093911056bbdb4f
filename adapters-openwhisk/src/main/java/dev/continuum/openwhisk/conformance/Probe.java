package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What our actions are made of.
 *
 * @param code that runs here
 * @param memory the least it runs in, MB: our actions shall not crowd out others'
 */
record Probe(ProbeCode code, int memory) {

  private static final int STANDARD_MB = 256;
  private static final int LEAST_MB = 128;

  /** What may run here, in the order in which to try. */
  static List<Probe> candidates(Server server) {
    int most = server.mostMemory();
    return ProbeCode.in(server.kinds()).stream()
        .flatMap(
            code ->
                IntStream.of(server.leastMemory(), STANDARD_MB)
                    .distinct()
                    .filter(memory -> memory <= most && memory >= Math.min(LEAST_MB, most))
                    .mapToObj(memory -> new Probe(code, memory)))
        .toList();
  }

  /** The body of a PUT, with logs 0; memory 0 for the least. */
  JsonObject body(int memoryMb) throws IOException {
    JsonObject limit = new JsonObject();
    limit.addProperty("logs", 0);
    limit.addProperty("memory", memoryMb > 0 ? memoryMb : memory);
    JsonObject body = new JsonObject();
    body.add("exec", code.exec("one"));
    body.add("limits", limit);
    return body;
  }
}
