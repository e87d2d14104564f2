package dev.pappus.admin.inspector;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.inspector.BinContent;
import dev.pappus.inspector.BinEditor;
import dev.pappus.inspector.RequestBin;
import dev.pappus.shared.problem.DomainException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;

/** What a bin answers: the form on its page. */
@Named
@RequestScoped
public class BinForm {
  /** As the domain calls them in its refusals. */
  private static final List<String> FIELDS = List.of("name", "script", "delayMs", "answerBody");

  @Inject BinView view;
  @Inject CurrentMember member;
  @Inject BinEditor editor;
  @Inject Notices notices;
  @Inject Words words;

  private String name = "";
  private String script = "";
  private String delayMs = "";
  private String answerBody = "";
  private String fault = "";

  @PostConstruct
  void load() {
    RequestBin bin = view.get();
    name = bin.name();
    script = bin.script().toString();
    delayMs = String.valueOf(bin.delay().toMillis());
    answerBody = bin.answerBody();
  }

  /** Saves; a mistake keeps the form, with what was typed. */
  public void save() throws IOException {
    try {
      editor.change(
          member.caller(),
          view.get().id(),
          new BinContent.Draft(name, script, millis(), answerBody));
      notices.good(words.of("inspector.saved"));
      view.go(view.getLink());
    } catch (DomainException problem) {
      fault =
          FIELDS.stream()
              .filter(field -> problem.detail().startsWith(field + ":"))
              .findFirst()
              .map(field -> words.of("inspector.fault." + field))
              .orElseGet(() -> words.problem(problem));
    }
  }

  /** -1, which the domain refuses, for what is no number. */
  private int millis() {
    String text = delayMs.strip();
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
  }

  /** What is wrong, "" if nothing is. */
  public String getFault() {
    return fault;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getScript() {
    return script;
  }

  public void setScript(String script) {
    this.script = script;
  }

  public String getDelayMs() {
    return delayMs;
  }

  public void setDelayMs(String delayMs) {
    this.delayMs = delayMs;
  }

  public String getAnswerBody() {
    return answerBody;
  }

  public void setAnswerBody(String answerBody) {
    this.answerBody = answerBody;
  }
}
