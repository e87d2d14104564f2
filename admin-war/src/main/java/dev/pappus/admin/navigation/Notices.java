package dev.pappus.admin.navigation;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the next page says at its top, once: kept in the session, since a page is shown only after a
 * redirect, so that reloading it does nothing twice.
 */
@Named
@SessionScoped
public class Notices implements Serializable {
  private final ArrayList<Notice> waiting = new ArrayList<>();

  /**
   * One notice.
   *
   * @param kind good, bad or secret
   * @param text a sentence
   * @param secret shown this once, "" if there is none
   */
  public record Notice(String kind, String text, String secret) implements Serializable {}

  public synchronized void good(String text) {
    waiting.add(new Notice("good", text, ""));
  }

  public synchronized void bad(String text) {
    waiting.add(new Notice("bad", text, ""));
  }

  public synchronized void warn(String text) {
    waiting.add(new Notice("warn", text, ""));
  }

  /** A secret, with a sentence that says what it is for. */
  public synchronized void secret(String text, String secret) {
    waiting.add(new Notice("good", text, secret));
  }

  /** All that wait; they are gone then. */
  public synchronized List<Notice> take() {
    List<Notice> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }
}
