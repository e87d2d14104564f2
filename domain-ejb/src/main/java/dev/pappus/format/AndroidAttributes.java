package dev.pappus.format;

/**
 * Resource ids of the attributes of an Android manifest (AOSP {@code public.xml}). Android knows
 * attributes by them, in packages and bundles alike, whatever their names say.
 */
public final class AndroidAttributes {
  public static final int LABEL = 0x01010001;
  public static final int ICON = 0x01010002;
  public static final int NAME = 0x01010003;
  public static final int DEBUGGABLE = 0x0101000f;
  public static final int SCHEME = 0x01010027;
  public static final int HOST = 0x01010028;
  public static final int MIN_SDK_VERSION = 0x0101020c;
  public static final int VERSION_CODE = 0x0101021b;
  public static final int VERSION_NAME = 0x0101021c;
  public static final int TARGET_SDK_VERSION = 0x01010270;
  public static final int TEST_ONLY = 0x01010272;
  public static final int IS_SPLIT_REQUIRED = 0x01010591;
  public static final int VALUE = 0x01010024;
  public static final int REQUIRED = 0x0101028e;
  public static final int VERSION_CODE_MAJOR = 0x01010576;

  private AndroidAttributes() {}
}
