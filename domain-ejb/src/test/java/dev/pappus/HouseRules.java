package dev.pappus;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.pappus.shared.problem.DomainException;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the house, the same for every module: each runs them over its own classes. A new
 * feature is a new row of {@link #MAY_USE}.
 */
public final class HouseRules {
  private static final String ROOT = "dev.pappus.";

  /** Which features a feature may use, besides itself. */
  static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

  /** Any feature of the domain. */
  private static final Set<String> ANY = Set.of("*");

  static {
    allow("shared");
    allow("work", "shared");
    for (String ground : List.of("audit", "secret", "event", "storage", "format")) {
      allow(ground, "work", "shared");
    }
    allow("mail", "work", "event", "audit", "secret", "shared");
    allow("plan", "work", "event", "audit", "secret", "shared");
    allow("account", "plan", "mail", "event", "work", "audit", "secret", "shared");
    allow("inbox", "account", "mail", "audit", "shared");
    allow("app", "account", "plan", "event", "work", "audit", "shared");
    allow("review", "account", "audit", "shared");
    allow(
        "build", "review", "app", "inbox", "account", "plan", "format", "storage", "event", "work",
        "audit", "shared");
    allow("webhook", "app", "account", "plan", "secret", "event", "work", "audit", "shared");
    allow(
        "delivery",
        "webhook",
        "app",
        "inbox",
        "account",
        "event",
        "work",
        "secret",
        "audit",
        "shared");
    allow("feedback", "build", "app", "account", "storage", "event", "work", "audit", "shared");
    allow("crash", "build", "app", "account", "storage", "event", "work", "audit", "shared");
    allow(
        "install", "build", "review", "app", "account", "plan", "format", "storage", "event",
        "secret", "work", "audit", "shared");
    allow(
        "testflight",
        "build",
        "webhook",
        "app",
        "account",
        "plan",
        "storage",
        "secret",
        "work",
        "audit",
        "shared");
    allow("inspector", "webhook", "account", "storage", "work", "audit", "shared");
    allow("history", "delivery", "work", "shared");
    allow("worker", "delivery", "webhook", "event", "secret", "work", "shared");
    MAY_USE.put("rest", ANY);
    MAY_USE.put("admin", ANY);
  }

  /** Places that may hold an EntityManager besides repositories, each for one insert or update. */
  private static final Set<String> ENTITY_MANAGER =
      Set.of(
          "dev.pappus.audit.AuditTrail",
          "dev.pappus.storage.StoredFileRegistry",
          "dev.pappus.shared.persistence.EntityManagerProducer",
          "dev.pappus.shared.persistence.EntityManagerStarter");

  /** Places that may speak JDBC besides {@code delivery.store}. */
  private static final Set<String> JDBC =
      Set.of(
          "dev.pappus.shared.persistence",
          "dev.pappus.shared.time",
          "dev.pappus.work",
          "dev.pappus.audit.chain",
          "dev.pappus.delivery.store",
          "dev.pappus.history",
          "dev.pappus.rest.health");

  /** Places that may call others by HTTP: the sender, and sign-in (decision 31). */
  private static final String[] HTTP_CLIENTS = {
    "dev.pappus.worker..", "dev.pappus.account.oidc..", "dev.pappus.testflight.apple.."
  };

  private HouseRules() {}

  private static void allow(String feature, String... others) {
    MAY_USE.put(feature, Set.of(others));
  }

  /** All production classes that the running module can see under our root. */
  public static JavaClasses production() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        // the domain's fixtures, as other modules see them
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages("dev.pappus");
  }

  /** Every rule, in the order of the house's text. */
  public static List<ArchRule> all() {
    return List.of(
        classesLieInAFeature(),
        arrowsPointDown(),
        plugInsAreStrangers("..webhook.connector.(*).."),
        plugInsAreStrangers("..format.(*).."),
        plugInsAreStrangers("..storage.(*).."),
        plugInsAreStrangers("..crash.(*).."),
        connectorsArePure(),
        httpClientsOnlyInNamedPlaces(),
        messagingOnlyInBellAndListener(),
        entityManagersOnlyInRepositories(),
        jdbcOnlyInNamedPlaces(),
        webOnlyAtTheRim("jakarta.ws.rs", "dev.pappus.rest.."),
        webOnlyAtTheRim("jakarta.faces", "dev.pappus.admin.."),
        noEntityInASignatureOfAResource(),
        valuesAreRecords(),
        exceptionsAreOurs(),
        nobodyThrowsTheBareOnes(),
        beansAreCalledByPublicMethods(),
        nobodyReadsTheWallClock(),
        nobodyPrints(),
        namesSaySomething());
  }

  private static ArchRule classesLieInAFeature() {
    return classes()
        .should(
            condition(
                "lie in a listed feature",
                type -> MAY_USE.containsKey(feature(type)) ? List.of() : List.of(type.getName())));
  }

  private static ArchRule arrowsPointDown() {
    return classes()
        .should(
            condition(
                "use only what the table allows",
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> !allowed(type, arrow))
                        .map(Dependency::getDescription)
                        .distinct()
                        .toList()));
  }

  private static boolean allowed(JavaClass from, Dependency arrow) {
    JavaClass target = arrow.getTargetClass().getBaseComponentType();
    if (!target.getName().startsWith(ROOT)) {
      return true;
    }
    String to = feature(target);
    Set<String> allowed = MAY_USE.getOrDefault(feature(from), Set.of());
    boolean domain = !Set.of("worker", "rest", "admin").contains(to);
    return to.equals(feature(from)) || allowed.contains(to) || (allowed.equals(ANY) && domain);
  }

  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  private static ArchRule plugInsAreStrangers(String slices) {
    return SlicesRuleDefinition.slices()
        .matching(slices)
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true);
  }

  private static ArchRule connectorsArePure() {
    return noClasses()
        .that()
        .resideInAPackage("dev.pappus.webhook.connector..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net.http..")
                .or(resideInAPackage("org.apache.hc.."))
                .or(resideInAPackage("jakarta.persistence.."))
                .or(resideInAPackage("jakarta.jms.."))
                .or(resideInAPackage("java.sql.."))
                .or(resideInAPackage("java.util.concurrent.."))
                .or(named(Clock.class.getName()))
                .or(named(Thread.class.getName())))
        .allowEmptyShould(true);
  }

  private static ArchRule httpClientsOnlyInNamedPlaces() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(HTTP_CLIENTS)
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net.http..")
                .or(resideInAPackage("org.apache.hc.."))
                .or(named("java.net.HttpURLConnection"))
                .or(resideInAPackage("jakarta.ws.rs.client..")))
        .allowEmptyShould(true);
  }

  private static ArchRule messagingOnlyInBellAndListener() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.pappus.delivery.DeliveryBell")
        .and()
        .doNotHaveFullyQualifiedName("dev.pappus.worker.DeliveryListener")
        .should()
        .dependOnClassesThat(resideInAPackage("jakarta.jms.."))
        .allowEmptyShould(true);
  }

  private static ArchRule entityManagersOnlyInRepositories() {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are no repositories",
                type ->
                    !type.getSimpleName().endsWith("Repository")
                        && !type.getPackageName().equals("dev.pappus.shared.persistence")
                        && !ENTITY_MANAGER.contains(type.getName())))
        .should()
        .dependOnClassesThat(named(EntityManager.class.getName()))
        .allowEmptyShould(true);
  }

  private static ArchRule jdbcOnlyInNamedPlaces() {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are not in the named places",
                type ->
                    JDBC.stream()
                        .noneMatch(
                            place ->
                                type.getPackageName().equals(place)
                                    || type.getPackageName().startsWith(place + "."))))
        .should()
        .dependOnClassesThat(named("java.sql.Connection").or(named("javax.sql.DataSource")))
        .allowEmptyShould(true);
  }

  private static ArchRule webOnlyAtTheRim(String technology, String place) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(place)
        .should()
        .dependOnClassesThat(resideInAPackage(technology + ".."))
        .allowEmptyShould(true);
  }

  private static ArchRule noEntityInASignatureOfAResource() {
    return noMethods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .and()
        .arePublic()
        .should(
            new ArchCondition<>("have an entity in their signature") {
              @Override
              public void check(
                  com.tngtech.archunit.core.domain.JavaMethod method, ConditionEvents events) {
                boolean found =
                    method.getRawReturnType().isAnnotatedWith(Entity.class)
                        || method.getRawParameterTypes().stream()
                            .anyMatch(type -> type.isAnnotatedWith(Entity.class));
                events.add(new SimpleConditionEvent(method, found, method.getFullName()));
              }
            })
        .allowEmptyShould(true);
  }

  private static ArchRule valuesAreRecords() {
    return classes()
        .that()
        .haveNameMatching(".*(Request|Response|Message|Facts|Task)")
        .and()
        .resideInAnyPackage("dev.pappus..")
        .should()
        .beRecords()
        .allowEmptyShould(true);
  }

  private static ArchRule exceptionsAreOurs() {
    return classes()
        .that()
        .areAssignableTo(Throwable.class)
        .should()
        .beAssignableTo(DomainException.class)
        .allowEmptyShould(true);
  }

  private static ArchRule nobodyThrowsTheBareOnes() {
    return noClasses()
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "makes a bare exception",
                (JavaConstructorCall call) ->
                    Set.of(
                                RuntimeException.class.getName(),
                                Exception.class.getName(),
                                "jakarta.ws.rs.WebApplicationException")
                            .contains(call.getTargetOwner().getName())
                        && !call.getOriginOwner().isAssignableTo(Throwable.class)));
  }

  /**
   * The view of an enterprise bean without an interface has its public methods alone (Jakarta
   * Enterprise Beans 4.0, §3.4.4): a call of another ends in an error, and only on a server.
   */
  private static ArchRule beansAreCalledByPublicMethods() {
    return noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "reaches behind the view of an enterprise bean",
                (JavaMethodCall call) ->
                    isEnterpriseBean(call.getTargetOwner())
                        && !call.getOriginOwner().isAssignableTo(call.getTargetOwner().getName())
                        && !call.getOriginOwner()
                            .getName()
                            .startsWith(call.getTargetOwner().getName() + "$")
                        && call.getTarget().resolveMember().stream()
                            .anyMatch(
                                method ->
                                    !method.getModifiers().contains(JavaModifier.PUBLIC)
                                        && !method.getModifiers().contains(JavaModifier.STATIC))));
  }

  private static boolean isEnterpriseBean(JavaClass type) {
    return type.isAnnotatedWith("jakarta.ejb.Stateless")
        || type.isAnnotatedWith("jakarta.ejb.Singleton");
  }

  private static ArchRule nobodyReadsTheWallClock() {
    return noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callConstructor(java.util.Date.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class);
  }

  private static ArchRule nobodyPrints() {
    return noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace");
  }

  private static ArchRule namesSaySomething() {
    List<String> empty =
        Arrays.asList(
            "Impl",
            "Util",
            "Utils",
            "Helper",
            "Manager",
            "Processor",
            "Handler",
            "Data",
            "Info",
            "Base",
            "DTO",
            "Service");
    return classes()
        .should(
            condition(
                "have a name that says what they are",
                type ->
                    empty.stream().anyMatch(type.getSimpleName()::endsWith)
                            || Arrays.asList(type.getPackageName().split("\\.")).stream()
                                .anyMatch(
                                    Set.of("util", "common", "helper", "dto", "impl", "model")
                                        ::contains)
                        ? List.of(type.getName())
                        : List.of()));
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  private static ArchCondition<JavaClass> condition(
      String description, java.util.function.Function<JavaClass, List<String>> violations) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        violations
            .apply(type)
            .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
      }
    };
  }
}
