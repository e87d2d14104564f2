package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PropertyListLimitsTest {

  private static NSDictionary nested(int depth) {
    NSObject inner = new NSArray();
    for (int i = 2; i < depth; i++) {
      inner = new NSArray(inner);
    }
    NSDictionary top = new NSDictionary();
    top.put("inner", inner);
    top.put("text", "a text that is long enough to have its length outside of the marker");
    return top;
  }

  @Test
  void readsBothFormsAsDeepAsAllowed() throws IOException {
    ArchiveLimits limits = LimitsFixture.with("max-depth", 20);
    NSDictionary list = nested(19);

    assertThat(PropertyList.parse(BinaryPropertyListWriter.writeToArray(list), limits).keys())
        .contains("text");
    assertThat(PropertyList.parse(xml(list), limits).keys()).contains("text");
  }

  @Test
  void refusesBothFormsDeeperThanAllowed() throws IOException {
    ArchiveLimits limits = LimitsFixture.with("max-depth", 20);
    NSDictionary list = nested(22);

    for (byte[] file : new byte[][] {BinaryPropertyListWriter.writeToArray(list), xml(list)}) {
      assertThatThrownBy(() -> PropertyList.parse(file, limits))
          .extracting("defect")
          .isEqualTo(PackageDefect.CONTENT_LIMIT);
    }
  }

  /** Lists that begin one byte after the other, each of which claims all that follows. */
  @Test
  void refusesListsThatShareTheirBytes() {
    int lists = 200;
    ByteBuffer file = ByteBuffer.allocate(8 + 4 + lists + 5000 + lists * 2 + 32);
    file.put("bplist00".getBytes(StandardCharsets.US_ASCII));
    // the top list names all others, by references of one byte
    file.put((byte) 0xaf).put((byte) 0x10).put((byte) (lists - 1));
    for (int i = 1; i < lists; i++) {
      file.put((byte) i);
    }
    int lie = file.position();
    // 0xaf 0x11 0x0f 0xa0: a list of four thousand
    file.put((byte) 0xaf).put((byte) 0x11).putShort((short) 4000);
    int offsets = file.capacity() - 32 - lists * 2;
    file.position(offsets);
    file.putShort((short) 8);
    for (int i = 1; i < lists; i++) {
      file.putShort((short) lie);
    }
    file.position(file.capacity() - 32 + 6);
    file.put((byte) 2).put((byte) 1).putLong(lists).putLong(0).putLong(offsets);

    assertThatThrownBy(() -> PropertyList.parse(file.array(), ArchiveLimits.standard()))
        .extracting("defect")
        .isEqualTo(PackageDefect.MALFORMED_PLIST);
  }

  private static byte[] xml(NSObject list) {
    return list.toXMLPropertyList().getBytes(StandardCharsets.UTF_8);
  }
}
