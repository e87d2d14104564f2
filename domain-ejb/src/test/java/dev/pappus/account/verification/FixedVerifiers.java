package dev.pappus.account.verification;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;

/** The automatic verifiers that CDI would find. */
public final class FixedVerifiers implements Instance<RealNameVerifier> {
  private final List<RealNameVerifier> verifiers;

  public FixedVerifiers(RealNameVerifier... verifiers) {
    this.verifiers = List.of(verifiers);
  }

  @Override
  public Iterator<RealNameVerifier> iterator() {
    return verifiers.iterator();
  }

  @Override
  public RealNameVerifier get() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instance<RealNameVerifier> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends RealNameVerifier> Instance<U> select(
      Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends RealNameVerifier> Instance<U> select(
      TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isUnsatisfied() {
    return verifiers.isEmpty();
  }

  @Override
  public boolean isAmbiguous() {
    return verifiers.size() > 1;
  }

  @Override
  public void destroy(RealNameVerifier instance) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Handle<RealNameVerifier> getHandle() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<? extends Handle<RealNameVerifier>> handles() {
    throw new UnsupportedOperationException();
  }
}
