package dev.pappus.rest.form;

import dev.pappus.storage.StagedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a form, each staged the moment it arrives. Closing discards what nobody kept, also
 * when a later part of the form breaks.
 */
public final class StagedParts implements FileTaker, AutoCloseable {
  private final Stager stager;
  private final int maxFiles;
  private final List<StagedPart> parts = new ArrayList<>();

  /**
   * @param maxFiles most files a form may bring
   */
  public StagedParts(Stager stager, int maxFiles) {
    this.stager = stager;
    this.maxFiles = maxFiles;
  }

  /** A file that is whole and on the local disk. */
  public record StagedPart(StagedFile file, String fileName) {}

  @Override
  public void take(FilePart part) throws IOException {
    if (parts.size() == maxFiles) {
      throw new InvalidFormException("At most " + maxFiles + " × " + part.field() + ".");
    }
    parts.add(new StagedPart(stager.stage(part.body()), part.fileName()));
  }

  public Optional<StagedPart> first() {
    return parts.stream().findFirst();
  }

  public List<StagedPart> all() {
    return List.copyOf(parts);
  }

  @Override
  public void close() throws IOException {
    for (StagedPart part : parts) {
      part.file().close();
    }
  }
}
