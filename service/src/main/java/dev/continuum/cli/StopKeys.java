package dev.continuum.cli;

import dev.continuum.solver.StopSignal;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Ctrl-C and SIGTERM: the first asks the solve to end with what it has, a second ends the process.
 * Once closed, signals mean what they meant before.
 *
 * <p>The JVM's own type for this is not part of the platform's API, so it is reached by reflection;
 * where it is missing the first signal ends the process as usual.
 */
final class StopKeys implements StopSignal, AutoCloseable {

  private final List<Listened> listened = new ArrayList<>();
  private volatile boolean stopped;

  /** A signal, the method that sets its handler, and the handler it had. */
  private record Listened(Object signal, Method handle, Object before) {
    void handleBy(Object handler) throws ReflectiveOperationException {
      var unused = handle.invoke(signal.getClass(), signal, handler);
    }
  }

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

  @Override
  public void close() {
    for (Listened each : listened) {
      try {
        each.handleBy(each.before());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("A signal's handler cannot be restored.", e);
      }
    }
    listened.clear();
  }

  @SuppressWarnings("ReferenceEquality")
  private void listenTo(String signal) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object theSignal = signalType.getConstructor(String.class).newInstance(signal);
      Object byDefault = handlerType.getField("SIG_DFL").get(handlerType);
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object once =
          Proxy.newProxyInstance(
              StopKeys.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      stopped = true;
                      yield handle.invoke(signalType, theSignal, byDefault);
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "stop at " + signal;
                  });
      listened.add(new Listened(theSignal, handle, handle.invoke(signalType, theSignal, once)));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // No such signal here: it then does what it does by default.
      stopped = false;
    }
  }
}
