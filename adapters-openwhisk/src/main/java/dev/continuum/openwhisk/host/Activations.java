package dev.continuum.openwhisk.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last ten thousand ended calls. Thread-safe. */
final class Activations {

  private static final int MOST = 10_000;

  private final Map<String, Activation> byId = new LinkedHashMap<>();

  synchronized void add(Activation activation) {
    byId.put(activation.id(), activation);
    if (byId.size() > MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
  }

  synchronized Optional<Activation> get(String namespace, String id) {
    return Optional.ofNullable(byId.get(id))
        .filter(each -> each.action().namespace().equals(namespace));
  }

  /** Newest first. */
  synchronized List<Activation> list(String namespace) {
    List<Activation> found = new ArrayList<>();
    for (Activation each : byId.values()) {
      if (each.action().namespace().equals(namespace)) {
        found.addFirst(each);
      }
    }
    return found;
  }
}
