package dev.continuum.service.replica;

import dev.continuum.service.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of asking for the lease of one log.
 *
 * @param head where the log is
 * @param fence of the lease; empty if it is another's
 */
record Claim(Store.Head head, Optional<Long> fence) {

  static Claim of(Store store, String stream, String owner, long leaseMillis) {
    Map<String, Long> held = store.lease(List.of(stream), owner, Duration.ofMillis(leaseMillis));
    Store.Head head =
        store.heads(stream).stream()
            .filter(each -> each.stream().equals(stream))
            .findFirst()
            .orElse(new Store.Head(stream, 0, 0, ""));
    return new Claim(head, Optional.ofNullable(held.get(stream)));
  }
}
