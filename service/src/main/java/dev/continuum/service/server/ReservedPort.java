package dev.continuum.service.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port that is ours before anybody listens there, so that the address that others are told is
 * known from the start: it is bound without listening, and whoever listens then shares it.
 */
final class ReservedPort implements AutoCloseable {

  private final SocketChannel held;
  private final int port;

  private ReservedPort(SocketChannel held, int port) {
    this.held = held;
    this.port = port;
  }

  /** A port of an address; any that is free for 0. */
  static ReservedPort of(String host, int port) throws IOException {
    SocketChannel held = SocketChannel.open();
    try {
      if (port != 0) {
        held.close();
        return new ReservedPort(held, port);
      }
      held.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      held.bind(new InetSocketAddress(host, 0));
      return new ReservedPort(held, ((InetSocketAddress) held.getLocalAddress()).getPort());
    } catch (IOException e) {
      held.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
