package io.lepton.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.lepton.model.Models;
import io.lepton.spi.InferenceBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the rules of the design: which module may see which, and what no code may do. */
class ArchitectureTest {

  private static final String FORMAT = "io.lepton.format..";
  private static final String SECURITY = "io.lepton.security..";
  private static final String RUNTIME = "io.lepton.runtime..";
  private static final String BENCH = "io.lepton.bench..";
  private static final String COMMAND = "io.lepton.bench.cli..";

  private static JavaClasses lepton;
  private static Set<String> exported;

  @BeforeAll
  static void importClasses() throws IOException {
    exported = exports();
    lepton =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("io.lepton");
  }

  @Test
  void import_ofAllModules_findsTheirClasses() {
    assertThat(lepton.stream().map(ArchitectureTest::moduleOf).collect(Collectors.toSet()))
        .contains("api", "format", "runtime", "bench");
  }

  // The arrows between the modules.

  @Test
  void api_dependencies_areTheJdkOnly() {
    noClasses()
        .that(describe("are in lepton-api", type -> moduleOf(type).equals("api")))
        .should()
        .dependOnClassesThat(
            describe("are outside lepton-api and the JDK", ArchitectureTest::isForeignToApi))
        .check(lepton);
  }

  private static boolean isForeignToApi(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    boolean known =
        name.isEmpty() || name.startsWith("java.") || name.equals("org.jspecify.annotations");
    return !known && !(name.startsWith("io.lepton") && moduleOf(type).equals("api"));
  }

  @Test
  void format_dependencies_stayBelowIt() {
    assertNoArrow(FORMAT, SECURITY, RUNTIME, BENCH);
  }

  @Test
  void security_dependencies_areTheApiOnly() {
    assertNoArrow(SECURITY, FORMAT, RUNTIME, BENCH);
  }

  @Test
  void runtime_dependencies_areApiAndFormat() {
    assertNoArrow(RUNTIME, SECURITY, BENCH);
  }

  private static void assertNoArrow(String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .allowEmptyShould(true)
        .check(lepton);
  }

  @Test
  void packages_dependencies_haveNoCycle() {
    slices()
        .assignedFrom(PACKAGES)
        .should()
        .beFreeOfCycles()
        // The one door from the user's side to the plug-ins, as in java.nio.file and its spi.
        .ignoreDependency(Models.class, InferenceBackend.class)
        .check(lepton);
  }

  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return type.getPackageName().startsWith("io.lepton")
              ? SliceIdentifier.of(type.getPackageName())
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "packages of Lepton";
        }
      };

  // Packages and what they show.

  @Test
  void packages_names_sayWhatIsInThem() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..common..",
            "..core..",
            "..helper..",
            "..helpers..",
            "..manager..",
            "..impl..")
        .check(lepton);
  }

  @Test
  void packages_all_areNullMarked() {
    Set<String> marked =
        lepton.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(marked).containsAll(packages());
  }

  @Test
  void packages_exported_areNotInternal() {
    assertThat(exported).isNotEmpty().noneMatch(ArchitectureTest::isInternal);
  }

  @Test
  void packages_ofTheApi_areAllExported() {
    assertThat(
            lepton.stream()
                .filter(type -> moduleOf(type).equals("api"))
                .map(JavaClass::getPackageName))
        .allMatch(exported::contains);
  }

  // Tests run on the class path, where the module descriptors protect nothing.
  @Test
  void packages_notExported_areUsedByTheirOwnModuleOnly() {
    noClasses()
        .should(
            new ArchCondition<JavaClass>("use a package that another module does not export") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(use -> isHidden(use.getTargetClass()))
                    .filter(use -> !moduleOf(use.getTargetClass()).equals(moduleOf(type)))
                    .forEach(
                        use ->
                            events.add(SimpleConditionEvent.satisfied(use, use.getDescription())));
              }
            })
        .check(lepton);
  }

  @Test
  void signatures_public_showTypesOfTheJdkAndExportedOnesOnly() {
    List<String> shown = new ArrayList<>();
    for (JavaClass type : lepton) {
      if (isPublished(type)) {
        collectForeign(type, shown);
      }
    }
    assertThat(shown).as("public signatures with types that their users cannot see").isEmpty();
  }

  private static void collectForeign(JavaClass type, Collection<String> shown) {
    Stream<JavaType> parents =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    parents
        .flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
        .filter(ArchitectureTest::isUnknownToUsers)
        .forEach(parent -> shown.add(type.getName() + " extends " + parent.getName()));
    for (JavaMember member : type.getMembers()) {
      if (isVisible(member.getModifiers())) {
        signature(member)
            .filter(ArchitectureTest::isUnknownToUsers)
            .forEach(used -> shown.add(member.getFullName() + " shows " + used.getName()));
      }
    }
  }

  private static Stream<JavaClass> signature(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getType().getAllInvolvedRawTypes().stream();
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(code.getReturnType()),
            code.getParameterTypes().stream(),
            code.getExceptionTypes().stream())
        .flatMap(types -> types)
        .flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }

  private static boolean isUnknownToUsers(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return !(name.isEmpty() || name.startsWith("java.") || exported.contains(name));
  }

  // A nested type is as visible as what it is nested in.
  private static boolean isPublished(JavaClass type) {
    return exported.contains(type.getPackageName())
        && isVisible(type.getModifiers())
        && type.getEnclosingClass().map(ArchitectureTest::isPublished).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  // What no code may do.

  @Test
  void statics_all_areFinal() {
    fields().that().areStatic().should().beFinal().check(lepton);
  }

  // A Map or List may be unmodifiable, a ConcurrentHashMap is made to be changed.
  @Test
  void statics_types_areNotMadeForChange() {
    fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(
            nameMatching(
                "java\\.util\\.(Array|Linked|Hash|LinkedHash|Tree|Enum|Identity|Weak|Bit)\\w+"
                    + "|java\\.util\\.(Vector|Properties|Random)"
                    + "|java\\.util\\.concurrent\\.(Concurrent|CopyOnWrite)\\w+"
                    + "|java\\.util\\.concurrent\\.(\\w+(Queue|Deque|Adder)|atomic\\..*)"
                    + "|java\\.lang\\.(StringBuilder|StringBuffer|ThreadLocal)"))
        .check(lepton);
  }

  @Test
  void environment_variables_areNotRead() {
    noClasses()
        .should()
        .callMethodWhere(isCallOf(System.class, "getenv"))
        .orShould()
        .callMethodWhere(isCallOf(ProcessBuilder.class, "environment"))
        .check(lepton);
  }

  @Test
  void network_isNotTouched() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net.http..", "javax.net..", "com.sun.net..", "java.rmi..")
                .or(nameMatching("java\\.net\\..*(Socket|Connection|InetAddress)"))
                .or(nameMatching("java\\.nio\\.channels\\..*(Socket|Datagram)Channel")))
        .orShould()
        .callMethodWhere(isCallOf(URL.class, "openStream"))
        .orShould()
        .callMethodWhere(isCallOf(URL.class, "openConnection"))
        .check(lepton);
  }

  @Test
  void exit_ofTheJvm_isTheCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(COMMAND)
        .should()
        .callMethodWhere(isCallOf(System.class, "exit"))
        .orShould()
        .callMethodWhere(isCallOf(Runtime.class, "exit"))
        .orShould()
        .callMethodWhere(isCallOf(Runtime.class, "halt"))
        .check(lepton);
  }

  @Test
  void console_isTheCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BENCH)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(isCallOf(Throwable.class, "printStackTrace"))
        .check(lepton);
  }

  @Test
  void objects_ofForeignStreams_areNotRevived() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(lepton);
  }

  @Test
  void security_parts_areNeverDiscovered() {
    noClasses()
        .that(resideInAPackage(SECURITY))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ServiceLoader.class)
        .allowEmptyShould(true)
        .check(lepton);
  }

  private static DescribedPredicate<JavaAccess<?>> isCallOf(Class<?> owner, String method) {
    return describe(
        "a call of " + owner.getSimpleName() + "." + method,
        access -> access.getName().equals(method) && access.getTargetOwner().isAssignableTo(owner));
  }

  // Where things are.

  /** Which module a type belongs to: the first part of its package after {@code io.lepton}. */
  private static String moduleOf(JavaClass type) {
    String[] parts = type.getBaseComponentType().getPackageName().split("\\.", -1);
    String third = parts.length > 2 ? parts[2] : "";
    return Set.of("format", "security", "runtime", "bench").contains(third) ? third : "api";
  }

  private static boolean isHidden(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith("io.lepton") && !exported.contains(name);
  }

  private static boolean isInternal(String packageName) {
    return List.of(packageName.split("\\.", -1)).contains("internal");
  }

  private static Set<String> packages() {
    return lepton.stream()
        .map(JavaClass::getPackageName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> exports() throws IOException {
    Set<String> exports = new TreeSet<>();
    ClassLoader loader = ArchitectureTest.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources("module-info.class"))) {
      try (InputStream in = url.openStream()) {
        ModuleDescriptor module = ModuleDescriptor.read(in);
        if (module.name().startsWith("io.lepton") && !module.name().equals("io.lepton.bench")) {
          module.exports().forEach(exported -> exports.add(exported.source()));
        }
      }
    }
    return exports;
  }
}
