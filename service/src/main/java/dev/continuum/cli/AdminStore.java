package dev.continuum.cli;

import dev.continuum.service.access.Directory;
import dev.continuum.service.state.RefusedException;
import dev.continuum.service.store.Store;
import dev.continuum.service.store.StoreException;
import dev.continuum.service.store.Stores;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The option --store of every admin command, and the way to what is in it. */
final class AdminStore {

  /** Who offline changes are by, in the log. */
  static final String ACTOR = "offline";

  @Option(
      names = "--store",
      paramLabel = "ADDRESS",
      description = "As of serve. Default: CONTINUUM_STORE, else sqlite:continuum.db.")
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file of settings of serve, for its store.")
  private Optional<String> config = Optional.empty();

  /** Opens the store, works on it and closes it. */
  <T> T with(Function<Store, T> work) {
    String address =
        ServeSettings.of(Map.of("store", store), System.getenv(), config)
            .values()
            .getOrDefault("store", "");
    try (Store open = Stores.open(address, System::currentTimeMillis)) {
      return work.apply(open);
    } catch (RefusedException e) {
      throw new InvalidInputException(
          Finding.ofUsage(String.valueOf(e.getMessage()), "Try: ./continuum admin list-tenants"));
    } catch (StoreException e) {
      throw new InvalidInputException(
          Finding.ofUsage(String.valueOf(e.getMessage()), "Maybe another --store."));
    }
  }

  /** Works on the directory of the store. */
  <T> T directory(Function<Directory, T> work) {
    return with(
        open -> work.apply(new Directory(open, new SecureRandom(), System::currentTimeMillis)));
  }
}
