package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reflection to the environment. Safe for use by many threads. */
final class ReflectedHandles extends EnvironmentHandles {

  private final long api;
  private final Field instance;
  private final Field handle;
  private final Method create;
  private final Method release;

  ReflectedHandles() throws ReflectiveOperationException {
    api = api().getLong(null);
    instance = instance();
    handle = handle();
    create = create();
    release = release();
  }

  @Override
  @Nullable Object environment() throws IllegalAccessException {
    return instance.get(null);
  }

  @Override
  long address(OrtEnvironment environment) throws IllegalAccessException {
    return handle.getLong(environment);
  }

  @Override
  long create(int level, String name) throws ReflectiveOperationException {
    return (long) create.invoke(null, api, level, name);
  }

  @Override
  void release(long address) throws ReflectiveOperationException {
    release.invoke(null, api, address);
  }
}
