package dev.continuum.actuation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and holds back what clients send: what a client sent before it was killed
 * lands later all the same.
 */
public final class LateProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final URI target;
  private final AtomicInteger delayMillis = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch delivery = new CountDownLatch(1);
  private volatile boolean holding;

  /** Before this server. */
  public LateProxy(URI target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    var unused = Thread.ofVirtual().start(this::accept);
  }

  /** Where clients find it. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on what clients send is held back so long. */
  public void delay(int millis) {
    delayMillis.set(millis);
  }

  /** From now on requests that change something are kept until they are delivered. */
  public void hold() {
    holding = true;
  }

  /** How many requests are kept. */
  public int held() {
    return held.get();
  }

  /** What was kept lands now, in whole, and nothing is kept any more. */
  public void deliver() {
    holding = false;
    delivery.countDown();
  }

  private static boolean isChange(byte[] buffer, int count) {
    String start = new String(buffer, 0, Math.min(count, 7), StandardCharsets.US_ASCII);
    return start.startsWith("PUT ") || start.startsWith("POST ") || start.startsWith("DELETE ");
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(target.getHost(), target.getPort());
        var up = Thread.ofVirtual().start(() -> copy(client, server, true));
        var down = Thread.ofVirtual().start(() -> copy(server, client, false));
        assert up.isAlive() || down.isAlive() || client.isBound();
      } catch (IOException e) {
        // Closed, or the client is gone.
      }
    }
  }

  private void copy(Socket from, Socket to, boolean late) {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (late && holding && isChange(buffer, count)) {
          held.incrementAndGet();
          delivery.await();
        }
        if (late) {
          Thread.sleep(delayMillis.get());
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // One side is gone; what was read has been passed on.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
