package dev.continuum.openwhisk.conformance;

import static dev.continuum.actuation.conformance.Check.must;

import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.Check;
import dev.continuum.actuation.conformance.Expect;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Packages and actions in them. */
final class PackageChecks {

  static final List<Check<Bench>> ALL =
      List.of(
          must("a package can be made and read", PackageChecks::make),
          must("an action in a package can be called", PackageChecks::inside),
          must("an action in a package that is not there is refused", PackageChecks::missing),
          must("deleting a package that is not empty: 409", PackageChecks::notEmpty));

  private PackageChecks() {}

  private static String made(Bench bench) throws IOException {
    String name = bench.packageName();
    Expect.equal(200, bench.send("PUT", "/packages/" + name, Optional.of("{}")).status(), "PUT");
    return name;
  }

  private static void make(Bench bench) throws IOException {
    String name = made(bench);
    Expect.equal(name, bench.get("/packages/" + name).object().get("name").getAsString(), "name");
    Expect.equal(
        200, bench.send("DELETE", "/packages/" + name, Optional.empty()).status(), "DELETE");
    Expect.among(List.of(404, 403), bench.get("/packages/" + name).status(), "GET afterwards");
  }

  private static void inside(Bench bench) throws IOException {
    String name = made(bench) + "/inside";
    Expect.equal(200, bench.put(name, bench.body(0), false).status(), "PUT");
    Call call = bench.call(name, new JsonObject());
    Expect.equal(200, call.status(), "call");
  }

  private static void missing(Bench bench) throws IOException {
    String name = bench.packageName() + "/inside";
    Expect.among(List.of(404, 403), bench.put(name, bench.body(0), false).status(), "status");
  }

  private static void notEmpty(Bench bench) throws IOException {
    String name = made(bench);
    bench.put(name + "/inside", bench.body(0), false);
    Expect.equal(
        409, bench.send("DELETE", "/packages/" + name, Optional.empty()).status(), "DELETE");
  }
}
