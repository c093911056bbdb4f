package dev.continuum.simulator.engine;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Tier;
import java.util.ArrayList;
import java.util.List;

/** What all hosts have: a processor, pools, and going down and coming back. */
final class Site {

  final int index;
  final NodeId node;
  final Tier tier;

  /** What serves calls. */
  final Cpu cpu;

  /** What starts instances; the same where they compete with calls. */
  final Cpu startCpu;

  final Kernel kernel;
  final List<Pool> pools = new ArrayList<>();
  boolean up = true;
  int epoch;
  double sentGib;
  double downNanos;
  private long downSince;

  Site(int index, Node node, Cpu cpu, Cpu startCpu, Kernel kernel) {
    this.index = index;
    this.node = node.id();
    this.tier = node.tier();
    this.cpu = cpu;
    this.startCpu = startCpu;
    this.kernel = kernel;
  }

  /** Some words of what a call on it needs. */
  long glance() {
    return epoch + cpu.glance();
  }

  /** The payload of a start that no call waits for. */
  long start(Pool pool) {
    return Event.of(Event.START, epoch << 1, 0, pool.index);
  }

  /** The payload of a start that a call waits for. */
  long boundStart(int slot, int call) {
    kernel.requests.markCold(slot);
    return Event.of(Event.BOUND_START, epoch << 1, call, slot);
  }

  void fail(long now) {
    up = false;
    downSince = now;
    epoch = (epoch + 1) & 0x7f;
    cpu.fail(now, this::lose);
    if (startCpu != cpu) {
      startCpu.fail(now, this::lose);
    }
    for (Pool pool : pools) {
      LongFifo blocked = pool.fail(now);
      while (!blocked.isEmpty()) {
        lose(blocked.removeFirst());
      }
    }
  }

  void repair(long now) {
    up = true;
    downNanos += now - downSince;
  }

  private void lose(long payload) {
    if (Event.kind(payload) != Event.START) {
      kernel.failures.add(Event.index(payload), Kernel.Reason.LOST);
    }
  }

  void loseAll(LongFifo waiting) {
    while (!waiting.isEmpty()) {
      lose(Waiting.slot(waiting.removeFirst()));
    }
  }

  void lose(int slot) {
    kernel.failures.add(slot, Kernel.Reason.LOST);
  }

  void refuse(int slot, Pool pool) {
    pool.meter.refused();
    kernel.failures.add(slot, Kernel.Reason.REFUSED);
  }
}
