package dev.pappus.format.apk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a binary XML document; attributes are known by their resource ids. */
final class XmlFixture {
  private final List<Integer> ids = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  private record Attribute(int id, int type, int data) {}

  private static final class Node {
    final String name;
    final List<Attribute> attributes = new ArrayList<>();
    boolean end;

    Node(String name) {
      this.name = name;
    }
  }

  XmlFixture start(String name) {
    nodes.add(new Node(name));
    return this;
  }

  XmlFixture end() {
    Node node = new Node("");
    node.end = true;
    nodes.add(node);
    return this;
  }

  /** An attribute of the element begun last. */
  XmlFixture value(int id, int type, int data) {
    if (!ids.contains(id)) {
      ids.add(id);
    }
    nodes.get(nodes.size() - 1).attributes.add(new Attribute(id, type, data));
    return this;
  }

  XmlFixture number(int id, float number) {
    return value(id, ResourceValue.FLOAT, Float.floatToIntBits(number));
  }

  XmlFixture color(int id, int argb) {
    return value(id, ResourceValue.FIRST_COLOR, argb);
  }

  XmlFixture text(int id, String text) {
    texts.add(text);
    return value(id, ResourceValue.STRING, -texts.size());
  }

  byte[] bytes() {
    ChunkWriter.Strings strings = new ChunkWriter.Strings();
    ChunkWriter map = new ChunkWriter();
    for (int id : ids) {
      strings.index("attribute" + id);
      map.u32(id);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Node node : nodes) {
      if (node.end) {
        out.writeBytes(
            ChunkWriter.chunk(0x0103, new byte[8], new ChunkWriter().u32(-1).u32(0).toByteArray()));
      } else {
        out.writeBytes(ChunkWriter.chunk(0x0102, new byte[8], element(node, strings)));
      }
    }
    byte[] body =
        new ChunkWriter()
            .bytes(strings.pool())
            .bytes(ChunkWriter.chunk(0x0180, new byte[0], map.toByteArray()))
            .bytes(out.toByteArray())
            .toByteArray();
    return ChunkWriter.chunk(0x0003, new byte[0], body);
  }

  private byte[] element(Node node, ChunkWriter.Strings strings) {
    ChunkWriter element =
        new ChunkWriter()
            .u32(-1)
            .u32(strings.index(node.name))
            .u16(20)
            .u16(20)
            .u16(node.attributes.size())
            .u16(0)
            .u16(0)
            .u16(0);
    for (Attribute attribute : node.attributes) {
      boolean text = attribute.type() == ResourceValue.STRING;
      int data = text ? strings.index(texts.get(-attribute.data() - 1)) : attribute.data();
      element
          .u32(0)
          .u32(ids.indexOf(attribute.id()))
          .u32(-1)
          .u16(8)
          .u16(attribute.type() << 8)
          .u32(data);
    }
    return element.toByteArray();
  }

  /** No drawing, but bytes. */
  static byte[] garbage() {
    return "garbage".getBytes(StandardCharsets.US_ASCII);
  }
}
