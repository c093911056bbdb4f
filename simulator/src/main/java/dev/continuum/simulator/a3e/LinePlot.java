package dev.continuum.simulator.a3e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over two logarithmic axes, as an SVG picture. */
final class LinePlot {

  private static final String[] COLOURS = {
    "#1b6ca8", "#57a639", "#d1495b", "#8d5fd3", "#222222", "#edae49"
  };
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 70;
  private static final int RIGHT = 170;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;

  private final String title;
  private final String horizontal;
  private final String vertical;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String name, List<double[]> points) {}

  LinePlot(String title, String horizontal, String vertical) {
    this.title = title;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /** A line through points (x, y), both above 0. */
  LinePlot line(String name, List<double[]> points) {
    lines.add(new Line(name, List.copyOf(points)));
    return this;
  }

  @Override
  public String toString() {
    double left = edge(0, false);
    double right = edge(0, true);
    double low = Math.pow(10, Math.floor(Math.log10(edge(1, false))));
    double high = Math.pow(10, Math.ceil(Math.log10(edge(1, true))));
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH,
            HEIGHT));
    text(svg, LEFT, 24, "start", "15", title);
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "12", horizontal);
    text(svg, 8, TOP - 8, "start", "12", vertical);
    for (double y = low; y <= high * 1.001; y *= 10) {
      double at = y(y, low, high);
      grid(svg, LEFT, at, WIDTH - RIGHT, at);
      text(svg, LEFT - 6, at + 4, "end", "12", number(y));
    }
    for (double x = left; x <= right * 1.001; x *= 2) {
      double at = x(x, left, right);
      grid(svg, at, TOP, at, HEIGHT - BOTTOM);
      text(svg, at, HEIGHT - BOTTOM + 18, "middle", "12", number(x));
    }
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String colour = COLOURS[i % COLOURS.length];
      StringBuilder points = new StringBuilder();
      for (double[] point : line.points) {
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                x(point[0], left, right),
                y(point[1], low, high)));
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
              colour,
              points.toString().strip()));
      double at = TOP + 10 + 20.0 * i;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\""
                  + " stroke-width=\"2\"/>%n",
              WIDTH - RIGHT + 12,
              at,
              WIDTH - RIGHT + 36,
              at,
              colour));
      text(svg, WIDTH - RIGHT + 42, at + 4, "start", "12", line.name);
    }
    return svg.append("</svg>\n").toString();
  }

  private double edge(int axis, boolean largest) {
    return lines.stream()
        .flatMap(line -> line.points.stream())
        .mapToDouble(point -> point[axis])
        .reduce((one, other) -> largest ? Math.max(one, other) : Math.min(one, other))
        .orElse(1);
  }

  private static double x(double value, double left, double right) {
    double share = right > left ? Math.log(value / left) / Math.log(right / left) : 0.5;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double low, double high) {
    double share = high > low ? Math.log(value / low) / Math.log(high / low) : 0.5;
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static void grid(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String size, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            size,
            words.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String number(double value) {
    return value >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.valueOf(Math.round(value));
  }
}
