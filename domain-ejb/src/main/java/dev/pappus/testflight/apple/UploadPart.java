package dev.pappus.testflight.apple;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A part of a file and where it is to be sent: {@code DeliveryFileUploadOperation} of the API.
 *
 * @param offset in bytes, from the file's beginning
 * @param length in bytes, at least 1
 * @param headers to be sent along; their values may be secret
 */
public record UploadPart(
    String method, URI uri, long offset, long length, Map<String, String> headers) {

  long end() {
    return offset + length;
  }

  /**
   * The parts in the order of the file.
   *
   * @throws AppleRefusedException if they are not the whole file once
   */
  static List<UploadPart> covering(List<UploadPart> parts, long size) {
    List<UploadPart> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingLong(UploadPart::offset));
    long covered = 0;
    for (UploadPart part : sorted) {
      if (part.offset() != covered || part.length() < 1) {
        throw notTheFile();
      }
      covered = part.end();
    }
    if (covered != size) {
      throw notTheFile();
    }
    return sorted;
  }

  private static AppleRefusedException notTheFile() {
    return new AppleRefusedException("The parts that Apple asks for are not the whole file.");
  }

  /** Without address and headers, which let anybody write. */
  @Override
  public String toString() {
    return method + " " + uri.getHost() + " " + offset + "+" + length;
  }
}
