package dev.pappus.shared.url;

import java.net.URI;

/** Links of a server that is nowhere. */
public final class PublicUrlsFixture {

  private PublicUrlsFixture() {}

  public static PublicUrls at(String base) {
    PublicUrls urls = new PublicUrls();
    urls.base = URI.create(base);
    return urls;
  }
}
