package dev.continuum.simulator.engine;

/**
 * Some events to come, by what they need: devices that will send, calls that will arrive or end.
 * Each of its three looks reads what the one before has brought the way to. By then an event may
 * have passed and its request's place be another's, of another route. Not thread-safe.
 */
final class Sight {

  private final Kernel kernel;
  private final Devices devices;
  private final Requests requests;

  private final int[] senders;
  private int sending;

  private final int[] slots;
  private final int[] calls;
  private final int[] pools;
  private int serving;

  private final int[] enders;
  private final int[] enderCalls;
  private int ending;

  private final int[] hosts;
  private final long[] firsts;
  private int sharing;

  Sight(World world, int most) {
    this.kernel = world.kernel();
    this.devices = world.devices();
    this.requests = kernel.requests;
    this.senders = new int[most];
    this.slots = new int[most];
    this.calls = new int[most];
    this.pools = new int[most];
    this.enders = new int[most];
    this.enderCalls = new int[most];
    this.hosts = new int[most];
    this.firsts = new long[most];
  }

  void clear() {
    sending = 0;
    serving = 0;
    ending = 0;
    sharing = 0;
  }

  /** One event more, of those that are many. */
  void add(long payload) {
    int index = Event.index(payload);
    switch (Event.kind(payload)) {
      case Event.CLIENT -> senders[sending++] = index;
      case Event.ARRIVE -> call(payload);
      case Event.JOB -> {
        enders[ending] = index;
        enderCalls[ending++] = Event.call(payload);
        call(payload);
      }
      case Event.CPU -> hosts[sharing++] = index;
      default -> {}
    }
  }

  private void call(long payload) {
    slots[serving] = Event.index(payload);
    calls[serving++] = Event.call(payload);
  }

  /** Devices that send, requests that go on, processors whose next job ends. */
  long first() {
    long seen = 0;
    for (int i = 0; i < sending; i++) {
      devices.fetch(senders[i]);
    }
    for (int i = 0; i < serving; i++) {
      seen += requests.fetch(slots[i]);
    }
    for (int i = 0; i < sharing; i++) {
      seen += kernel.hosts[hosts[i]].site().cpu.glanceShared();
    }
    return seen;
  }

  /** Groups of the devices, devices and routes of the requests, requests of the processors. */
  long second() {
    long seen = 0;
    for (int i = 0; i < sending; i++) {
      seen += kernel.groups[devices.group(senders[i])].glance();
    }
    for (int i = 0; i < ending; i++) {
      devices.fetch(requests.device(enders[i]));
    }
    for (int i = 0; i < serving; i++) {
      pools[i] = requests.pool(slots[i], calls[i]);
      seen += kernel.programs[requests.program(slots[i])].calls;
      seen += pools[i] == Program.LOCAL ? 0 : kernel.pools[pools[i]].active;
    }
    for (int i = 0; i < sharing; i++) {
      long first = kernel.hosts[hosts[i]].site().cpu.first();
      firsts[i] = first >= 0 && Event.kind(first) == Event.JOB ? first : -1;
      seen += firsts[i] < 0 ? 0 : requests.fetch(Event.index(first));
    }
    return seen;
  }

  /** Pools and their processors, ways on, and devices of what ends on processors. */
  long third() {
    long seen = 0;
    for (int i = 0; i < serving; i++) {
      if (pools[i] != Program.LOCAL) {
        seen += glance(kernel.pools[pools[i]]);
      }
    }
    for (int i = 0; i < ending; i++) {
      Program program = kernel.programs[requests.program(enders[i])];
      seen += program.glanceAfter(enderCalls[i]) + kernel.groups[program.group].devices;
    }
    for (int i = 0; i < sharing; i++) {
      if (firsts[i] >= 0) {
        int slot = Event.index(firsts[i]);
        int call = Event.call(firsts[i]);
        Program program = kernel.programs[requests.program(slot)];
        int pool = requests.pool(slot, call);
        devices.fetch(requests.device(slot));
        seen += program.glanceAfter(call) + kernel.groups[program.group].devices;
        seen += pool == Program.LOCAL ? 0 : glance(kernel.pools[pool]);
      }
    }
    return seen;
  }

  private long glance(Pool pool) {
    Host host = kernel.hosts[pool.host];
    int waiting = host.first();
    return pool.glance() + host.site().glance() + (waiting < 0 ? 0 : requests.fetch(waiting));
  }
}
