package dev.continuum.functions;

/**
 * The size an image file claims, read without decoding it: a small file can claim a huge image.
 *
 * @param width pixels
 * @param height pixels
 */
record ImageSize(int width, int height) {

  static ImageSize of(byte[] bytes) {
    if (bytes.length > 24 && u8(bytes, 0) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
      return new ImageSize(u32(bytes, 16), u32(bytes, 20)).checked();
    }
    if (bytes.length > 4 && u8(bytes, 0) == 0xff && u8(bytes, 1) == 0xd8) {
      return jpeg(bytes).checked();
    }
    throw new BadRequestException("The image must be a JPEG or PNG.");
  }

  private ImageSize checked() {
    if (width < 1 || height < 1) {
      throw new BadRequestException("The image must have a size.");
    }
    return this;
  }

  private static ImageSize jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && u8(bytes, at) == 0xff) {
      int marker = u8(bytes, at + 1);
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (frame) {
        return new ImageSize(u16(bytes, at + 7), u16(bytes, at + 5));
      }
      at += marker == 0xff ? 1 : 2 + u16(bytes, at + 2);
    }
    throw new BadRequestException("The image must be a whole JPEG or PNG.");
  }

  private static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  private static int u16(byte[] bytes, int at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
  }

  private static int u32(byte[] bytes, int at) {
    return u16(bytes, at) << 16 | u16(bytes, at + 2);
  }
}
