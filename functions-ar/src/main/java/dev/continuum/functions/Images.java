package dev.continuum.functions;

import java.util.Base64;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Images from base64 JPEG or PNG, checked before they are decoded. */
final class Images {

  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_SIDE = 4096;

  private Images() {}

  /** Grey, no side longer than given. */
  static Mat grey(String base64, int longestSide) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("The image must be base64: " + e.getMessage());
    }
    if (bytes.length > MOST_BYTES) {
      throw new BadRequestException(
          "The image (" + bytes.length + " bytes) must have at most " + MOST_BYTES + ".");
    }
    ImageSize size = ImageSize.of(bytes);
    if (size.width() > MOST_SIDE || size.height() > MOST_SIDE) {
      throw new BadRequestException(
          "The image ("
              + size.width()
              + "x"
              + size.height()
              + ") must have sides of at most "
              + MOST_SIDE
              + ".");
    }
    MatOfByte whole = new MatOfByte(bytes);
    Mat decoded = Imgcodecs.imdecode(whole, Imgcodecs.IMREAD_GRAYSCALE);
    whole.release();
    if (decoded.empty()) {
      throw new BadRequestException("The image must be a whole JPEG or PNG.");
    }
    int longer = Math.max(decoded.cols(), decoded.rows());
    if (longer <= longestSide) {
      return decoded;
    }
    double factor = (double) longestSide / longer;
    Mat small = new Mat();
    Imgproc.resize(
        decoded,
        small,
        new Size(
            Math.max(1, Math.round(decoded.cols() * factor)),
            Math.max(1, Math.round(decoded.rows() * factor))),
        0,
        0,
        Imgproc.INTER_AREA);
    decoded.release();
    return small;
  }
}
