package dev.continuum.service.api;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Where work for calls is done. Thread-safe. */
interface Cores {

  /**
   * Brief work that takes a core.
   *
   * @throws dev.continuum.service.state.RefusedException if none was free in time
   */
  <T> T onCore(Supplier<T> work);

  /**
   * Long work for whoever of a tenant may want it later: it takes no core from calls and ends with
   * none, and tenants' pieces are done in turns.
   */
  <T> Future<T> inBackground(String tenant, Callable<T> work);
}
