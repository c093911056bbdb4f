package dev.continuum.datasets.importer;

import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of EUA files. */
final class EuaRows {

  private EuaRows() {}

  /** Positions of sites, by name. */
  static SortedMap<NodeId, Position> sites(InstanceText source) {
    CsvTable table = CsvTable.parse(source);
    int id = table.column("SITE_ID");
    int latitude = table.column("LATITUDE");
    int longitude = table.column("LONGITUDE");
    SortedMap<NodeId, Position> sites = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (CsvTable.Row row : table.rows()) {
      String text = table.text(row, id).trim();
      if (text.isEmpty()) {
        continue;
      }
      if (!seen.add(text)) {
        table.fault(
            row.line(),
            "import.duplicate",
            "The site (" + text + ") must not be listed twice.",
            "Maybe remove one of the lines.");
      }
      sites.put(new NodeId("site-" + text), position(table, row, latitude, longitude));
    }
    if (table.rows().isEmpty()) {
      table.fault(1, "import.end-of-file", "The file must list sites.", "Maybe it is cut off.");
    }
    table.throwIfFaulty();
    return sites;
  }

  /** Positions of users, in the file's order. */
  static List<Position> users(InstanceText source) {
    CsvTable table = CsvTable.parse(source);
    int latitude = table.column("Latitude");
    int longitude = table.column("Longitude");
    List<Position> users = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      users.add(position(table, row, latitude, longitude));
    }
    if (users.isEmpty()) {
      table.fault(1, "import.end-of-file", "The file must list users.", "Maybe it is cut off.");
    }
    table.throwIfFaulty();
    return users;
  }

  private static Position position(CsvTable table, CsvTable.Row row, int latitude, int longitude) {
    return new Position(
        table.number(row, latitude, -90, 90), table.number(row, longitude, -180, 180));
  }
}
