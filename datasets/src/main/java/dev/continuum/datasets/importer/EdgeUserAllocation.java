package dev.continuum.datasets.importer;

import dev.continuum.datasets.generator.SiteSizing;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Position;
import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Reads sites and users as the EUA data sets have them (CSV with {@code SITE_ID, LATITUDE,
 * LONGITUDE}, and {@code Latitude, Longitude}) and builds a continuum of them around an
 * application.
 *
 * <p>The application is a problem of its own, a sketch with one site:
 *
 * <ul>
 *   <li>its one edge node is the pattern of every site: class, prices, power, overflow; what it
 *       leaves unlimited is sized by {@link SiteSizing}, what it limits every site has;
 *   <li>explicit delays from and to it hold for every site; between sites its distance rule does;
 *   <li>its groups are patterns too: users are dealt out to them in proportion to their devices, in
 *       the order of the file, and attach to the nearest site (great circle; ties to the lower id).
 *       Users of one pattern at one site become one group;
 *   <li>functions, applications, clouds, device classes, rules and weights stay as they are.
 * </ul>
 *
 * <p>Same input, same problem. Immutable and thread-safe; time grows with users × sites.
 *
 * @see <a href="https://doi.org/10.1007/978-3-030-03596-9_15">P. Lai et al., Optimal Edge User
 *     Allocation in Edge Computing with Variable Sized Vector Bin Packing, ICSOC 2018</a>
 */
public final class EdgeUserAllocation {

  /** In good placements of the Melbourne data sites serve three quarters: memory is short. */
  private static final SiteSizing SIZING = SiteSizing.DEFAULT.withServed(0.75);

  private final PlacementProblem app;
  private final SiteSizing sizing;

  private EdgeUserAllocation(PlacementProblem app, SiteSizing sizing) {
    this.app = app;
    this.sizing = sizing;
  }

  /** Around an application, with the default sizing of sites. */
  public static EdgeUserAllocation around(PlacementProblem app) {
    return new EdgeUserAllocation(app, SIZING);
  }

  /** This, with another sizing of sites. */
  public EdgeUserAllocation withSizing(SiteSizing other) {
    return new EdgeUserAllocation(app, other);
  }

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read
   * @throws InvalidProblemException with every faulty line, or with what the application lacks
   */
  public PlacementProblem read(String name, Path sites, Path users) throws IOException {
    return build(
        name,
        InstanceText.read(sites, StandardCharsets.UTF_8),
        InstanceText.read(users, StandardCharsets.UTF_8));
  }

  /** Reads texts; faults are reported under {@code sites.csv} and {@code users.csv}. */
  public PlacementProblem parse(String name, String sites, String users) {
    return build(name, InstanceText.of("sites.csv", sites), InstanceText.of("users.csv", users));
  }

  /**
   * Builds the continuum of sites and users that are already known.
   *
   * @param users in the order in which they are dealt out to the application's groups
   * @throws InvalidProblemException with what the application lacks
   */
  public PlacementProblem place(
      String name, SortedMap<NodeId, Position> sites, List<Position> users) {
    return sizing.size(new EdgeContinuum(EdgePattern.of(app), sites, users).problem(name));
  }

  private PlacementProblem build(String name, InstanceText sites, InstanceText users) {
    return place(name, EuaRows.sites(sites), EuaRows.users(users));
  }
}
