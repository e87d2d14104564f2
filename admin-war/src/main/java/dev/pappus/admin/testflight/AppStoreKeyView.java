package dev.pappus.admin.testflight;

import dev.pappus.admin.navigation.Notices;
import dev.pappus.admin.navigation.PlanLock;
import dev.pappus.admin.navigation.Words;
import dev.pappus.admin.security.CurrentMember;
import dev.pappus.plan.PlanFeature;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.testflight.AppStoreKey;
import dev.pappus.testflight.AppStoreKeyCheck;
import dev.pappus.testflight.AppStoreKeyEditor;
import dev.pappus.testflight.KeyWish;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The team's key for App Store Connect: stored, checked, replaced, removed; never shown. */
@Named
@RequestScoped
public class AppStoreKeyView {
  private static final String PATH = "/testflight/key.xhtml";

  @Inject CurrentMember member;
  @Inject AppStoreKeyEditor editor;
  @Inject AppStoreKeyCheck check;
  @Inject PlanLock plan;
  @Inject Notices notices;
  @Inject Words words;
  @Inject HttpServletRequest request;
  @Inject FacesContext faces;

  private @Nullable AppStoreKey key;
  private String issuerId = "";
  private String keyId = "";
  private String privateKey = "";
  private String fault = "";
  private String lock = "";

  @PostConstruct
  void load() {
    key = editor.find(member.caller()).orElse(null);
    lock = plan.of(member.caller().teamId(), PlanFeature.TESTFLIGHT);
  }

  /** Why builds cannot be handed over; "" if they can. */
  public String getLock() {
    return lock;
  }

  public @Nullable AppStoreKey getKey() {
    return key;
  }

  /** Stores a key; a mistake keeps the form, with what was typed but the private key. */
  public void save() throws IOException {
    try {
      editor.put(member.caller(), new KeyWish(issuerId, keyId, privateKey));
      notices.good(words.of("testflight.keyStored"));
      again();
    } catch (InvalidFieldException invalid) {
      fault = words.orElse("testflight.wrong." + field(invalid), invalid.detail());
    } catch (DomainException problem) {
      fault = words.problem(problem);
    }
  }

  /** The member that is wrong: the sentence begins with its name. */
  private static String field(InvalidFieldException invalid) {
    return invalid.detail().substring(0, Math.max(0, invalid.detail().indexOf(':')));
  }

  /** Asks Apple. */
  public void ask() throws IOException {
    try {
      check.check(member.caller());
      notices.good(words.of("testflight.keyTaken"));
    } catch (DomainException problem) {
      // in Apple's own words
      notices.bad(problem.detail());
    }
    again();
  }

  public void remove() throws IOException {
    try {
      editor.remove(member.caller());
      notices.good(words.of("testflight.keyRemoved"));
    } catch (DomainException problem) {
      notices.bad(words.problem(problem));
    }
    again();
  }

  private void again() throws IOException {
    faces.getExternalContext().redirect(request.getContextPath() + PATH);
    faces.responseComplete();
  }

  /** What is wrong, "" if nothing is. */
  public String getFault() {
    return fault;
  }

  public String getIssuerId() {
    return issuerId;
  }

  public void setIssuerId(String issuerId) {
    this.issuerId = issuerId;
  }

  public String getKeyId() {
    return keyId;
  }

  public void setKeyId(String keyId) {
    this.keyId = keyId;
  }

  /** Never what was typed. */
  public String getPrivateKey() {
    return "";
  }

  public void setPrivateKey(String privateKey) {
    this.privateKey = privateKey;
  }
}
