package dev.pappus.rest.inspector;

import dev.pappus.inspector.CapturedRequest;
import dev.pappus.inspector.HeaderLines;
import dev.pappus.inspector.HeaderLines.Header;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes what a bin keeps of a servlet request. */
final class Arrival {

  private Arrival() {}

  static CapturedRequest of(
      HttpServletRequest request, BinPath path, String remoteAddress, ReadBody body) {
    List<Header> headers = new ArrayList<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        headers.add(new Header(name, value));
      }
    }
    return new CapturedRequest(
        request.getMethod(),
        path.target(),
        remoteAddress,
        HeaderLines.of(headers),
        body.kept(),
        body.cut());
  }
}
