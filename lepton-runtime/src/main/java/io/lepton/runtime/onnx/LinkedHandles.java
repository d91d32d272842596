package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Method handles to the environment. Safe for use by many threads. */
final class LinkedHandles extends EnvironmentHandles {

  private final long api;
  private final MethodHandle instance;
  private final MethodHandle handle;
  private final MethodHandle create;
  private final MethodHandle release;

  LinkedHandles() throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    api = read(lookup.unreflectGetter(api()));
    instance = lookup.unreflectGetter(instance());
    handle = lookup.unreflectGetter(handle());
    create = lookup.unreflect(create());
    release = lookup.unreflect(release());
  }

  private static long read(MethodHandle getter) {
    try {
      return (long) getter.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("A field could not be read", e);
    }
  }

  @Override
  @Nullable Object environment() throws Throwable {
    return (OrtEnvironment) instance.invokeExact();
  }

  @Override
  long address(OrtEnvironment environment) throws Throwable {
    return (long) handle.invokeExact(environment);
  }

  @Override
  long create(int level, String name) throws Throwable {
    return (long) create.invokeExact(api, level, name);
  }

  @Override
  void release(long address) throws Throwable {
    release.invokeExact(api, address);
  }
}
