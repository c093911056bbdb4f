package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.replica.Replica;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.Stores;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

class ReservedPortTest extends ServerCase {

  @Test
  void whoReservedAPortCanListenThere() throws Exception {
    try (ReservedPort port = ReservedPort.of("127.0.0.1", 0);
        ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));

      assertThat(port.port()).isPositive();
    }
  }

  @Test
  void aServerOnAnyPortTellsOthersTheOneItHas() {
    var unused = client.create("city", problem, QUICK, "");

    try (Store store =
        Stores.open("sqlite:" + directory.resolve("store.db"), System::currentTimeMillis)) {
      assertThat(store.heads(Replica.stream("default", "city")))
          .allSatisfy(head -> assertThat(head.owner()).startsWith("127.0.0.1:" + server.port()))
          .hasSize(1);
    }
  }
}
