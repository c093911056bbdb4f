package dev.continuum.service.store;

import java.time.Duration;

class SimulatedStoreTest extends StoreContract {

  private long now = 1_000_000;
  private final Store store = new SimulatedStore(() -> now, SimulatedStore.Bug.NONE);

  @Override
  Store store() {
    return store;
  }

  @Override
  void pass(Duration time) {
    now += time.toMillis() + 1;
  }
}
