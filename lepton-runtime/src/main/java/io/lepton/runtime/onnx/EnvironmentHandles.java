package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
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
 */
final class EnvironmentHandles {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentHandles.class);

  private final long api;
  private final Field instance;
  private final Field handle;
  private final Method create;
  private final Method release;

  private EnvironmentHandles() throws ReflectiveOperationException {
    Class<?> library = Class.forName("ai.onnxruntime.OnnxRuntime");
    api = open(library.getDeclaredField("ortApiHandle")).getLong(null);
    instance = open(OrtEnvironment.class.getDeclaredField("INSTANCE"));
    handle = open(OrtEnvironment.class.getDeclaredField("nativeHandle"));
    create = open(method("createHandle", long.class, int.class, String.class));
    release = open(method("close", long.class, long.class));
  }

  private static Method method(String name, Class<?>... parameters) throws NoSuchMethodException {
    return OrtEnvironment.class.getDeclaredMethod(name, parameters);
  }

  private static <T extends AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }

  /** Returns the handles; nothing if this binding does not have, or not open, what they need. */
  static @Nullable EnvironmentHandles find() {
    try {
      return new EnvironmentHandles();
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("The native environment is not retained: {}", e.toString());
      return null;
    }
  }

  boolean isEnvironmentThere() {
    try {
      return instance.get(null) != null;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Counts up; false if the environment of the binding is gone and a new one would have come. */
  boolean retain(OrtEnvironment environment) {
    try {
      int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue();
      long retained = (long) create.invoke(null, api, level, "lepton");
      if (retained != handle.getLong(environment)) {
        release.invoke(null, api, retained);
        return false;
      }
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The native environment could not be retained", e);
    }
  }

  void release(OrtEnvironment environment) {
    try {
      release.invoke(null, api, handle.getLong(environment));
    } catch (InvocationTargetException | IllegalAccessException e) {
      LOG.debug("The native environment was not released: {}", e.toString());
    }
  }
}
