package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts references to the native environment up and down, by reflection: the binding has no public
 * way. It calls what the binding itself calls to create and to release the environment; ONNX
 * Runtime has one environment a process, and creating it again only counts.
 *
 * <p>Where reflection is not possible there are no handles. Sessions then still refuse calls once
 * the JVM shuts down, and wait for those that run, but the order of the two hooks is left to
 * chance.
 *
 * <p>There are two ways, because this is on the way to a first prediction: since JDK 18 a reflected
 * call is linked through a dozen method handles, which takes 40 ms, and before JDK 18 a method
 * handle of our own takes 10 ms where a reflected call takes none.
 */
abstract class EnvironmentHandles {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentHandles.class);

  private static final String NAME = "lepton";
  private static final int FIRST_JDK_OF_LINKED_REFLECTION = 18;

  /** Returns the handles; nothing if this binding does not have, or not open, what they need. */
  static @Nullable EnvironmentHandles find() {
    try {
      return Runtime.version().feature() >= FIRST_JDK_OF_LINKED_REFLECTION
          ? new LinkedHandles()
          : new ReflectedHandles();
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("The native environment is not retained: {}", e.toString());
      return null;
    }
  }

  static Field api() throws ReflectiveOperationException {
    return open(Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle"));
  }

  static Field instance() throws ReflectiveOperationException {
    return open(OrtEnvironment.class.getDeclaredField("INSTANCE"));
  }

  static Field handle() throws ReflectiveOperationException {
    return open(OrtEnvironment.class.getDeclaredField("nativeHandle"));
  }

  static Method create() throws ReflectiveOperationException {
    return method("createHandle", long.class, int.class, String.class);
  }

  static Method release() throws ReflectiveOperationException {
    return method("close", long.class, long.class);
  }

  private static Method method(String name, Class<?>... parameters) throws NoSuchMethodException {
    return open(OrtEnvironment.class.getDeclaredMethod(name, parameters));
  }

  private static <T extends AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }

  /** Returns the environment of the binding, if it has one. */
  abstract @Nullable Object environment() throws Throwable;

  /** Returns the address that an environment has. */
  abstract long address(OrtEnvironment environment) throws Throwable;

  /** Creates the environment, or counts up. */
  abstract long create(int level, String name) throws Throwable;

  /** Counts down. */
  abstract void release(long address) throws Throwable;

  boolean isEnvironmentThere() {
    try {
      return environment() != null;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Counts up; false if the environment of the binding is gone and a new one would have come. */
  boolean retain(OrtEnvironment environment) {
    try {
      long retained = create(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue(), NAME);
      if (retained != address(environment)) {
        release(retained);
        return false;
      }
      return true;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void release(OrtEnvironment environment) {
    try {
      release(address(environment));
    } catch (Throwable e) {
      LOG.debug("The native environment was not released: {}", unexpected(e).toString());
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("The native environment could not be reached", e);
  }
}
