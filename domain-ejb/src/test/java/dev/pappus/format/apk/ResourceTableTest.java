package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.UnreadablePackageException;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Tables that no build tool writes. */
class ResourceTableTest {
  private static final int ID = 0x7f010000;

  @Test
  void refusesToLookUpWithoutEnd() {
    ResourceTable table = new ResourceTable(referringToItself(60_000), ArchiveLimits.standard());

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                table.text(ID);
              }
            })
        .isInstanceOf(UnreadablePackageException.class);
  }

  /** One resource in as many configurations, each of which refers to the resource. */
  private static byte[] referringToItself(int configurations) {
    byte[] header = new ChunkWriter().u32(1).u32(1).u32(28).u32(4).toByteArray();
    byte[] body =
        new ChunkWriter()
            .u32(0)
            .u16(8)
            .u16(0)
            .u32(0)
            .u16(8)
            .u8(0)
            .u8(ResourceValue.REFERENCE)
            .u32(ID)
            .toByteArray();
    byte[] type = ChunkWriter.chunk(0x0201, header, body);
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    for (int i = 0; i < configurations; i++) {
      types.writeBytes(type);
    }
    byte[] packageHeader = new ChunkWriter().u32(0x7f).toByteArray();
    byte[] content =
        new ChunkWriter()
            .bytes(new ChunkWriter.Strings().pool())
            .bytes(ChunkWriter.chunk(0x0200, packageHeader, types.toByteArray()))
            .toByteArray();
    return ChunkWriter.chunk(0x0002, new ChunkWriter().u32(1).toByteArray(), content);
  }
}
