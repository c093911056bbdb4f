package dev.continuum.functions;

import java.util.Arrays;
import java.util.Locale;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.features2d.Feature2D;

/** How key points are found and described. */
enum Algorithm {
  /** Binary descriptors of 32 bytes; the fastest. */
  ORB(32, CvType.CV_8U, Core.NORM_HAMMING),
  /** 128 bytes, of floats that are whole numbers up to 255. */
  SIFT(128, CvType.CV_32F, Core.NORM_L2),
  /** Binary descriptors of 61 bytes. */
  AKAZE(61, CvType.CV_8U, Core.NORM_HAMMING);

  private final int bytes;
  private final int type;
  private final int norm;

  Algorithm(int bytes, int type, int norm) {
    this.bytes = bytes;
    this.type = type;
    this.norm = norm;
  }

  static Algorithm of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new BadRequestException(
                    "The algorithm (" + name + ") must be orb, sift or akaze."));
  }

  /** Bytes of a descriptor on the wire. */
  int bytes() {
    return bytes;
  }

  /** Element type of a descriptor in OpenCV. */
  int type() {
    return type;
  }

  /** Distance of descriptors. */
  int norm() {
    return norm;
  }

  Feature2D detector(int most) {
    return switch (this) {
      case ORB -> org.opencv.features2d.ORB.create(most);
      case SIFT -> org.opencv.features2d.SIFT.create(most);
      case AKAZE -> org.opencv.features2d.AKAZE.create();
    };
  }
}
