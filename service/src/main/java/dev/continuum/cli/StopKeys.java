package dev.continuum.cli;

import dev.continuum.solver.StopSignal;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C and SIGTERM: the first asks the solve to end with what it has, a second ends the process.
 *
 * <p>The JVM's own type for this is not part of the platform's API, so it is reached by reflection;
 * where it is missing the first signal ends the process as usual.
 */
final class StopKeys implements StopSignal {

  private volatile boolean stopped;

  private StopKeys() {}

  /** Starts listening. */
  static StopKeys listening() {
    StopKeys keys = new StopKeys();
    keys.listenTo("INT");
    keys.listenTo("TERM");
    return keys;
  }

  @Override
  public boolean stopped() {
    return stopped;
  }

  private void listenTo(String signal) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object theSignal = signalType.getConstructor(String.class).newInstance(signal);
      Object byDefault = handlerType.getField("SIG_DFL").get(handlerType);
      var handle = signalType.getMethod("handle", signalType, handlerType);
      Object once =
          Proxy.newProxyInstance(
              StopKeys.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  stopped = true;
                  return handle.invoke(signalType, theSignal, byDefault);
                }
                return method.getName().equals("equals") ? proxy == arguments[0] : 0;
              });
      var unused = handle.invoke(signalType, theSignal, once);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // No such signal here: it then does what it does by default.
      stopped = false;
    }
  }
}
