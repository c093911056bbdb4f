package dev.continuum.simulator.engine;

import dev.continuum.model.evaluation.Connection;
import dev.continuum.simulator.Outage;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.random.RandomStream;
import java.util.List;

/** Nodes and links that fail and come back. */
final class Weather {

  private static final long DOWN = 0;
  private static final long UP = 1;

  private final World world;
  private final List<Outage> outages;
  private final Transport transport;
  private final long[] streams;
  private int linksDown;

  Weather(World world, Scenario scenario, Transport transport) {
    this.world = world;
    this.outages = scenario.outages();
    this.transport = transport;
    this.streams = new long[outages.size()];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = RandomStream.key(RandomStream.key(scenario.run().seed(), 3), i);
    }
  }

  void begin() {
    for (int i = 0; i < outages.size(); i++) {
      next(0, i, DOWN);
    }
  }

  private void next(long now, int index, long to) {
    Outage outage = outages.get(index);
    long mean = (to == DOWN ? outage.meanUp() : outage.meanDown()).toNanos();
    RandomStream random = world.kernel().random.at(streams[index]);
    long at = now + (long) (mean * random.nextExponential());
    streams[index] = random.position();
    world.kernel().events.add(at, Event.of(Event.OUTAGE, index), to);
  }

  void change(long now, int index, long to) {
    switch (outages.get(index)) {
      case Outage.OfNode node -> {
        for (Host host : world.hosts()) {
          if (host.site().node.equals(node.node())) {
            if (to == DOWN) {
              host.fail(now);
            } else {
              host.repair(now);
            }
          }
        }
      }
      case Outage.OfLink link -> {
        linksDown += to == DOWN ? 1 : -1;
        transport.anyDown = linksDown > 0;
        mark(new Connection.Hop(link.a(), link.b()), to == DOWN);
        mark(new Connection.Hop(link.b(), link.a()), to == DOWN);
      }
    }
    next(now, index, to == DOWN ? UP : DOWN);
  }

  private void mark(Connection.Hop hop, boolean isDown) {
    Integer link = world.links().get(hop);
    if (link != null) {
      transport.linkDown[link] = isDown;
    }
  }
}
