package io.lepton.runtime.foreign;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Says whether this JVM has {@code java.lang.foreign} and lets Lepton use it without a warning.
 * Stateless.
 *
 * <p>Asked once a model was opened. On JDK 24 and later, loading the native library of the Java
 * binding makes the JVM warn if native access was not enabled for it, and then enables it; on a
 * class path that is Lepton's module, too. On JDK 22 and 23 loading goes without a warning, and
 * Lepton's calls would be the first to cause one: they are not made.
 */
public final class ForeignAccess {

  private static final int FIRST_JDK = 22;

  private ForeignAccess() {}

  /**
   * Says whether calls may go through {@code java.lang.foreign}.
   *
   * @return false before JDK 22, and where native access is not enabled for Lepton's module
   */
  public static boolean isAllowed() {
    return isThere() && isEnabled();
  }

  private static boolean isThere() {
    return Runtime.version().feature() >= FIRST_JDK;
  }

  // Module.isNativeAccessEnabled() is not there on JDK 17.
  private static boolean isEnabled() {
    try {
      // By a method handle: linking what reflection calls takes ten times as long on these JDKs.
      return (boolean)
          MethodHandles.publicLookup()
              .findVirtual(
                  Module.class, "isNativeAccessEnabled", MethodType.methodType(boolean.class))
              .invokeExact(module());
    } catch (ReflectiveOperationException e) {
      return false;
    } catch (Throwable e) {
      throw new IllegalStateException("Module.isNativeAccessEnabled failed", e);
    }
  }

  private static Module module() {
    return ForeignAccess.class.getModule();
  }

  /**
   * Says how bound calls reach the runtime here, and what would make them faster.
   *
   * @return one sentence for people
   */
  public static String describe() {
    if (isAllowed()) {
      return "native access is enabled";
    }
    return isThere()
        ? "native access is not enabled, calls go through JNI: start the JVM with"
            + " --enable-native-access="
            + (module().isNamed() ? module().getName() : "ALL-UNNAMED")
        : "JDK "
            + Runtime.version().feature()
            + " has none, calls go through JNI: needs JDK "
            + FIRST_JDK
            + " or later";
  }
}
