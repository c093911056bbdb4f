package dev.continuum.datasets.importer;

import dev.continuum.datasets.proto.WarmPlanProto;
import dev.continuum.model.validation.InvalidProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A warm plan as a table: {@code node,function,minute,instances}, a line for each change, in the
 * order of minutes for each node and function. It begins with the first minute there is. It ends
 * with the last one if nothing is kept from there on, else it holds for ever. A table has no prices
 * of memory.
 *
 * @param message the plan
 * @param lines for each schedule of it the line where it begins, from 1
 */
public record WarmPlanCsv(WarmPlanProto.WarmPlan message, List<Integer> lines) {

  private static final String COLUMNS = "node,function,minute,instances";
  private static final int MOST_MINUTES = 10_000_000;
  private static final int MOST_INSTANCES = 1_000_000;

  /** Copies the list. */
  public WarmPlanCsv {
    lines = List.copyOf(lines);
  }

  private record Pair(String node, String function) {}

  private static final class Course {
    private final WarmPlanProto.WarmSchedule.Builder schedule;
    private final int line;
    private int minute = -1;
    private int instances;

    Course(Pair pair, int line) {
      this.schedule =
          WarmPlanProto.WarmSchedule.newBuilder().setNode(pair.node()).setFunction(pair.function());
      this.line = line;
    }

    void step(int atMinute, int count) {
      minute = atMinute;
      instances = count;
      schedule.addSteps(
          WarmPlanProto.WarmStep.newBuilder().setMinute(atMinute).setInstances(count));
    }
  }

  /** Whether a text is such a table, by its first line. */
  public static boolean is(String text) {
    String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return start.regionMatches(true, 0, COLUMNS, 0, COLUMNS.length());
  }

  /**
   * The plan in a text; linear in it.
   *
   * @param name what messages call the text
   * @throws InvalidProblemException with every fault and its line
   */
  public static WarmPlanCsv read(String text, String name) {
    CsvTable table = CsvTable.parse(InstanceText.of(name, text));
    int node = table.column("node");
    int function = table.column("function");
    int minute = table.column("minute");
    int instances = table.column("instances");
    Map<Pair, Course> courses = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      Pair pair = new Pair(table.text(row, node), table.text(row, function));
      Course course = courses.computeIfAbsent(pair, key -> new Course(key, row.line()));
      int at = table.whole(row, minute, 0, MOST_MINUTES);
      int count = table.whole(row, instances, 0, MOST_INSTANCES);
      if (at <= course.minute) {
        table.fault(
            row.line(),
            "warm-plan.order",
            "The minute (" + at + ") must be after the one before it (" + course.minute + ").",
            "Maybe sort the lines of each node and function by minute.");
      }
      course.step(at, count);
    }
    table.throwIfFaulty();
    return of(List.copyOf(courses.values()));
  }

  private static WarmPlanCsv of(List<Course> courses) {
    WarmPlanProto.WarmPlan.Builder plan = WarmPlanProto.WarmPlan.newBuilder();
    int last = courses.stream().mapToInt(course -> course.minute).max().orElse(0);
    boolean ends = courses.stream().allMatch(course -> course.instances == 0);
    plan.setFromMinute(
        courses.stream()
            .mapToInt(course -> (int) course.schedule.getSteps(0).getMinute())
            .min()
            .orElse(0));
    plan.setToMinute(ends ? last : MOST_MINUTES);
    List<Integer> lines = new ArrayList<>();
    for (Course course : courses) {
      plan.addSchedules(course.schedule);
      lines.add(course.line);
    }
    return new WarmPlanCsv(plan.build(), lines);
  }
}
