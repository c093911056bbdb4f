package dev.continuum.cli;

import dev.continuum.simulator.warm.WarmCurve;
import dev.continuum.simulator.warm.WarmOutcome;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Curves of cold starts against GB-s as an SVG image, both axes logarithmic. */
final class CurveChart {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 560;
  private static final int LEFT = 70;
  private static final int RIGHT = 210;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS =
      List.of(
          "#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22");

  private final List<WarmCurve> curves;
  private final Axis across;
  private final Axis up;
  private final StringBuilder out = new StringBuilder();

  /** A logarithmic axis over whole or half decades. */
  private record Axis(double low, double high, double from, double to) {
    double at(double value) {
      double share =
          (Math.log10(Math.max(value, low)) - Math.log10(low))
              / (Math.log10(high) - Math.log10(low));
      return from + Math.min(1, share) * (to - from);
    }
  }

  private CurveChart(List<WarmCurve> curves) {
    this.curves = curves;
    across = axis(WarmOutcome::gigabyteSeconds, LEFT, WIDTH - RIGHT);
    up = axis(WarmOutcome::coldStarts, HEIGHT - BOTTOM, TOP);
  }

  /** The image as a document of its own. */
  static String svg(List<WarmCurve> curves, String title) {
    CurveChart chart = new CurveChart(curves);
    chart.draw(title);
    return chart.out.toString();
  }

  private void draw(String title) {
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
        font-size="12">
        <rect width="%d" height="%d" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    text(LEFT, TOP - 16, "start", title);
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "memory held, GB-s");
    text(LEFT, TOP - 2, "end", "cold starts");
    for (double each : ticks(across)) {
      line(across.at(each), HEIGHT - BOTTOM, across.at(each), TOP);
      text(across.at(each), HEIGHT - BOTTOM + 16, "middle", label(each));
    }
    for (double each : ticks(up)) {
      line(LEFT, up.at(each), WIDTH - RIGHT, up.at(each));
      text(LEFT - 6, up.at(each) + 4, "end", label(each));
    }
    for (int i = 0; i < curves.size(); i++) {
      curve(curves.get(i), COLOURS.get(i % COLOURS.size()), TOP + 18 * i);
    }
    out.append("</svg>\n");
  }

  private void curve(WarmCurve curve, String colour, int keyAt) {
    StringBuilder path = new StringBuilder();
    for (WarmOutcome point : curve.points()) {
      path.append(
          format("%.1f,%.1f ", across.at(point.gigabyteSeconds()), up.at(point.coldStarts())));
    }
    out.append(
        format(
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n",
            colour, path.toString().strip()));
    for (WarmOutcome point : curve.points()) {
      out.append(
          format(
              "<circle r=\"2.5\" fill=\"%s\" cx=\"%.1f\" cy=\"%.1f\"><title>%s</title></circle>%n",
              colour,
              across.at(point.gigabyteSeconds()),
              up.at(point.coldStarts()),
              escape(point.policy())));
    }
    out.append(
        format(
            "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
            WIDTH - RIGHT + 14, keyAt, colour));
    text(WIDTH - RIGHT + 32, keyAt + 11, "start", curve.name());
  }

  private void line(double x1, double y1, double x2, double y2) {
    out.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
            x1, y1, x2, y2));
  }

  private void text(double x, double y, String anchor, String words) {
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, escape(words)));
  }

  private Axis axis(ToDoubleFunction<WarmOutcome> value, double from, double to) {
    double[] all =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(value)
            .map(each -> Math.max(1, each))
            .sorted()
            .toArray();
    double low = all.length == 0 ? 1 : all[0];
    double high = all.length == 0 ? 10 : all[all.length - 1];
    return new Axis(low * 0.9, Math.max(high, low * 1.1) * 1.1, from, to);
  }

  private static double[] ticks(Axis axis) {
    return java.util.stream.IntStream.range(0, 36)
        .mapToDouble(i -> Math.pow(10, i / 3) * new int[] {1, 2, 5}[i % 3])
        .filter(each -> each >= axis.low() && each <= axis.high())
        .toArray();
  }

  private static String label(double value) {
    return value >= 1e6
        ? format("%.0f M", value / 1e6)
        : value >= 1e3 ? format("%.0f k", value / 1e3) : format("%.0f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
