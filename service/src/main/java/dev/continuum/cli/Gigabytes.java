package dev.continuum.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Memory as people write it, in GB of 1,000 MB: 512MB, 64GB, 64GiB, 1.5TB. */
final class Gigabytes implements ITypeConverter<Double> {

  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([MGT])(i?)B", Pattern.CASE_INSENSITIVE);

  @Override
  public Double convert(String text) {
    Matcher matcher = FORMAT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no memory; write a number and its unit: 512MB, 64GB, 64GiB");
    }
    int power = "MGT".indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 2;
    double bytes = Math.pow(matcher.group(3).isEmpty() ? 1000 : 1024, power);
    return Double.parseDouble(matcher.group(1)) * bytes / 1e9;
  }
}
