package dev.continuum.openwhisk.host;

import java.io.IOException;

/** Starts what an instance runs in. */
interface Launcher extends AutoCloseable {

  /**
   * Starts one and waits until it listens.
   *
   * @param id a name no other instance has
   * @param kind runtime, or blackbox
   * @param image image of a blackbox, else empty
   * @throws IOException if it does not come up
   */
  Sandbox launch(String id, String kind, String image, int memoryMb) throws IOException;

  /** Ends whatever it started that still runs, also what is only just starting. */
  @Override
  void close();
}
