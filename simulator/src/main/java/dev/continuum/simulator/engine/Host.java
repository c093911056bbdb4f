package dev.continuum.simulator.engine;

/** A node that serves calls. */
interface Host {

  /** What it has in common with every other. */
  Site site();

  /** Sets its first look at itself. */
  default void begin() {}

  /** A call arrives. */
  void call(long now, int slot, int call, Pool pool);

  /** A call has been served and its slot is free. */
  void done(long now, Pool pool);

  /** An instance that no call waits for is ready. */
  void started(long now, Pool pool);

  /** The instance that a call waited for is ready. */
  void started(long now, int slot, int call, Pool pool);

  /** Idle instances may have become too old, or a container has been handed back. */
  default void expire(long now, Pool pool, int kind) {}

  /** Something it has set itself to do: 0 its regular look at itself, 1 a machine is up. */
  default void control(long now, int what) {}

  /** So many instances of a function are planned from now on. */
  void plan(long now, Pool pool, long count);

  /** It goes down; every call on it is lost. */
  void fail(long now);

  /** It is back, without instances. */
  void repair(long now);

  /** The request of the call that waits longest, or -1: only a hint, for {@link Foresight}. */
  default int first() {
    return -1;
  }

  /** Calls that wait. */
  int waiting();
}
