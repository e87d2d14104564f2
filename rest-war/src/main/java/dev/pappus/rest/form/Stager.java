package dev.pappus.rest.form;

import dev.pappus.storage.StagedFile;
import java.io.IOException;
import java.io.InputStream;

/** Takes a stream to the staging area, within a limit of its own. */
@FunctionalInterface
public interface Stager {

  StagedFile stage(InputStream body) throws IOException;
}
