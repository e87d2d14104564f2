package dev.pappus.rest.form;

import java.io.InputStream;
import java.util.Map;

/**
 * A file in a form, while it arrives.
 *
 * @param field the field's name
 * @param fileName as the client says, without folders; "" if it says none
 * @param contentType as the client says; "" if it says none
 * @param body to be read at once, and only within the taker
 * @param before the texts that stood before it, by field
 */
public record FilePart(
    String field,
    String fileName,
    String contentType,
    InputStream body,
    Map<String, String> before) {}
