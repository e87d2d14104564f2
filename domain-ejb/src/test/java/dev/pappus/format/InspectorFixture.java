package dev.pappus.format;

import dev.pappus.format.aab.AabFormat;
import dev.pappus.format.apk.ApkFormat;
import dev.pappus.format.hap.HapFormat;
import dev.pappus.format.ipa.IpaFixture;
import java.util.List;

/** A {@link PackageInspector} outside a container. */
public final class InspectorFixture {

  private InspectorFixture() {}

  /** One that knows every format of this version. */
  public static PackageInspector withAllFormats() {
    return with(List.of(new AabFormat(), new ApkFormat(), new HapFormat(), IpaFixture.format()));
  }

  public static PackageInspector with(List<PackageFormat> formats) {
    return with(formats, new FormatSettings());
  }

  static PackageInspector with(List<PackageFormat> formats, FormatSettings settings) {
    PackageInspector inspector = new PackageInspector();
    inspector.formats = formats;
    inspector.configure(settings);
    return inspector;
  }
}
