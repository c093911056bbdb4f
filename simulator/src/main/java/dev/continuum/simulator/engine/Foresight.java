package dev.continuum.simulator.engine;

import dev.continuum.simulator.event.EventQueue;

/**
 * Reads, some events ahead, the state that they will need: many reads that do not wait for each
 * other bring their cache lines in the time of one. Changes nothing. Not thread-safe.
 */
final class Foresight {

  /** Events between two looks, and how many each look covers. */
  static final int STEP = 32;

  private final Kernel kernel;
  private final EventQueue events;
  private final Devices devices;
  private final Requests requests;

  /** What was read, so that reading it is not left out. */
  private long seen;

  Foresight(World world) {
    this.kernel = world.kernel();
    this.events = kernel.events;
    this.devices = world.devices();
    this.requests = kernel.requests;
  }

  /** Looks at the next events. */
  long look() {
    far();
    near();
    return seen;
  }

  /** The device or the request of an event. */
  private void far() {
    for (int i = STEP; i < 2 * STEP; i++) {
      long payload = events.ahead(i);
      if (payload < 0) {
        return;
      }
      switch (Event.kind(payload)) {
        case Event.CLIENT -> seen += devices.glance(Event.index(payload));
        case Event.ARRIVE, Event.JOB, Event.REPLY -> seen += requests.glance(Event.index(payload));
        default -> {}
      }
    }
  }

  /** What the device or the request leads to. */
  private void near() {
    for (int i = 0; i < STEP; i++) {
      long payload = events.ahead(i);
      if (payload < 0) {
        return;
      }
      int index = Event.index(payload);
      switch (Event.kind(payload)) {
        case Event.CLIENT -> seen += kernel.groups[devices.group(index)].glance();
        case Event.ARRIVE -> serving(index, Event.call(payload));
        case Event.JOB -> {
          serving(index, Event.call(payload));
          answer(index);
        }
        case Event.REPLY -> answer(index);
        default -> {}
      }
    }
  }

  private void serving(int slot, int call) {
    int pool = kernel.programs[requests.program(slot)].pool[call];
    if (pool != Program.LOCAL) {
      seen += kernel.pools[pool].glance();
    }
  }

  private void answer(int slot) {
    seen += devices.glance(requests.device(slot));
  }
}
