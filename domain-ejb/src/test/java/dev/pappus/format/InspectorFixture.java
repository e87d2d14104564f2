package dev.pappus.format;

import dev.pappus.format.aab.AabFormat;
import dev.pappus.format.apk.ApkFormat;
import dev.pappus.format.dmg.DmgFormat;
import dev.pappus.format.exe.ExeFormat;
import dev.pappus.format.hap.HapFixture;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.macos.MacZipFormat;
import dev.pappus.format.msix.MsixFormat;
import dev.pappus.format.pkg.PkgFormat;
import java.util.List;

/** A {@link PackageInspector} outside a container. */
public final class InspectorFixture {

  private InspectorFixture() {}

  /** One that knows every format of this version. */
  public static PackageInspector withAllFormats() {
    return with(
        List.of(
            new AabFormat(),
            new ApkFormat(),
            new DmgFormat(),
            new ExeFormat(),
            HapFixture.format(),
            IpaFixture.format(),
            new MacZipFormat(),
            new MsixFormat(),
            new PkgFormat()));
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
