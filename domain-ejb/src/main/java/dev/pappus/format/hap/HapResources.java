package dev.pappus.format.hap;

import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.PackageFile;
import dev.pappus.format.UnreadablePackageException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Texts and pictures of a module. Whatever is missing or damaged is absent. */
final class HapResources {
  private static final int MAX_REFERENCES = 8;
  private static final String STRING = "$string:";
  private static final String MEDIA = "$media:";

  private final PackageFile file;

  /** Where the older model keeps all that belongs to a module. */
  private final String folder;

  private final @Nullable ResourceIndex index;

  HapResources(PackageFile file, String folder) {
    this.file = file;
    this.folder = folder;
    index =
        file.readIfSound("resources.index", file.limits().maxResourcesBytes())
            .or(
                () ->
                    file.readIfSound(folder + "resources.index", file.limits().maxResourcesBytes()))
            .map(ResourceIndex::new)
            .orElse(null);
  }

  /** The text itself, or that which the reference stands for in the default language. */
  @Nullable String text(@Nullable String written, long id) {
    String text = written;
    long next = id;
    for (int i = 0; i < MAX_REFERENCES && text != null && text.startsWith(STRING); i++) {
      long number = next == 0 ? number(text) : next;
      text = texts(number).stream().findFirst().orElse(null);
      next = 0;
    }
    return text == null || text.startsWith(STRING) ? null : text;
  }

  /** The widest picture of an icon; of one in layers, these laid upon each other. */
  @Nullable IconImage icon(@Nullable String written, long id) {
    List<String> paths = paths(written, id);
    byte[] picture = IconReader.widest(file, paths).orElse(null);
    if (picture != null) {
      return IconReader.read(picture, file.limits()).orElse(null);
    }
    return paths.stream()
        .filter(path -> path.endsWith(".json"))
        .findFirst()
        .map(this::layered)
        .orElse(null);
  }

  private @Nullable IconImage layered(String path) {
    BoundedJson layers;
    try {
      layers =
          file.readIfSound(path, file.limits().maxDescriptionBytes())
              .map(bytes -> BoundedJson.parse(bytes, file.limits()))
              .map(json -> json.child("layered-image"))
              .orElse(null);
    } catch (UnreadablePackageException noLayers) {
      return null;
    }
    if (layers == null) {
      return null;
    }
    List<IconImage> images =
        Stream.of("background", "foreground")
            .map(layers::text)
            .filter(Objects::nonNull)
            .flatMap(reference -> IconReader.widest(file, paths(reference, 0)).stream())
            .flatMap(picture -> IconReader.read(picture, file.limits()).stream())
            .toList();
    return images.size() < 2 ? images.stream().findFirst().orElse(null) : laidUpon(images);
  }

  private @Nullable IconImage laidUpon(List<IconImage> images) {
    int side = images.stream().mapToInt(IconImage::width).max().orElse(1);
    BufferedImage canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = canvas.createGraphics();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      for (IconImage image : images) {
        BufferedImage layer = ImageIO.read(new ByteArrayInputStream(image.png()));
        graphics.drawImage(layer, 0, 0, side, side, null);
      }
      try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
        ImageIO.write(canvas, "png", out);
      }
    } catch (IOException ownPicture) {
      return null;
    } finally {
      graphics.dispose();
    }
    return IconReader.read(png.toByteArray(), file.limits()).orElse(null);
  }

  /** Entries of the archive that a reference to a picture may stand for. */
  private List<String> paths(@Nullable String reference, long id) {
    if (reference == null || !reference.startsWith(MEDIA)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    for (String path : texts(id == 0 ? number(reference) : id)) {
      entry(path).ifPresent(paths::add);
    }
    if (paths.isEmpty()) {
      String name = "resources/base/media/" + reference.substring(MEDIA.length());
      Stream.of(".png", ".webp", ".json")
          .flatMap(end -> entry(name + end).stream())
          .forEach(paths::add);
    }
    return paths.stream().distinct().limit(file.limits().maxIconFiles()).toList();
  }

  /**
   * The table writes {@code entry/resources/base/media/icon.png}; the module's name is not kept.
   */
  private Optional<String> entry(String path) {
    String inside = path.substring(Math.max(0, path.indexOf("resources/")));
    return Stream.of(inside, folder + inside, path).filter(file::has).findFirst();
  }

  private List<String> texts(long id) {
    return index == null || id == 0 ? List.of() : index.texts(id);
  }

  /** Compiled references hold the number: {@code $media:16777222}. */
  private static long number(String reference) {
    String name = reference.substring(reference.indexOf(':') + 1);
    return name.matches("\\d{1,10}") ? Long.parseLong(name) : 0;
  }
}
