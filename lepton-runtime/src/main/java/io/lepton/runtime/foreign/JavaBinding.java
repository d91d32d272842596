package io.lepton.runtime.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;

/**
 * The native pointers that the runtime's Java binding keeps, and its native method, by reflection:
 * it has no public way to them.
 *
 * <p>The handles are static and final: the compiler then sees through them, and a call costs no
 * more than one in the binding itself. Loading this class fails where the binding does not have, or
 * not open, what it needs. Stateless.
 */
final class JavaBinding {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private static final long API;
  private static final MethodHandle SESSION;
  private static final MethodHandle ALLOCATOR;
  private static final MethodHandle RUN_OPTIONS;
  private static final MethodHandle VALUE;
  private static final MethodHandle RUN;

  static {
    try {
      API = opened(Class.forName("ai.onnxruntime.OnnxRuntime"), "ortApiHandle").getLong(null);
      SESSION = pointer(OrtSession.class, "nativeHandle");
      ALLOCATOR = allocator();
      RUN_OPTIONS = pointer(OrtSession.RunOptions.class, "nativeHandle");
      VALUE = pointer(OnnxTensorLike.class, "nativeHandle");
      RUN = LOOKUP.unreflect(runMethod());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The Java binding of ONNX Runtime is another one", e);
    }
  }

  private JavaBinding() {}

  private static Field opened(Class<?> owner, String name) throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static MethodHandle pointer(Class<?> owner, String name)
      throws ReflectiveOperationException {
    return LOOKUP.unreflectGetter(opened(owner, name));
  }

  private static MethodHandle allocator() throws ReflectiveOperationException {
    Field allocator = opened(OrtSession.class, "allocator");
    return MethodHandles.filterReturnValue(
        LOOKUP.unreflectGetter(allocator), pointer(allocator.getType(), "handle"));
  }

  private static Method runMethod() throws ReflectiveOperationException {
    Method method =
        OrtSession.class.getDeclaredMethod(
            "run",
            long.class,
            long.class,
            long.class,
            String[].class,
            long[].class,
            long.class,
            String[].class,
            long.class,
            OnnxValue[].class,
            long[].class,
            long.class);
    method.setAccessible(true);
    return method;
  }

  /** Fails if the binding cannot be reached into. */
  static void load() {}

  /** The address of the table of functions. */
  static long api() {
    return API;
  }

  static long session(OrtSession session) {
    try {
      return (long) SESSION.invokeExact(session);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long allocator(OrtSession session) {
    try {
      return (long) ALLOCATOR.invokeExact(session);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long runOptions(OrtSession.RunOptions options) {
    try {
      return (long) RUN_OPTIONS.invokeExact(options);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long value(OnnxTensor value) {
    try {
      return (long) VALUE.invokeExact((OnnxTensorLike) value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long[] values(Collection<OnnxTensor> values) {
    return values.stream().mapToLong(JavaBinding::value).toArray();
  }

  /** Runs; false if the binding ran out of memory, which it does not say. */
  static boolean run(JniCall call, long runOptions) throws OrtException {
    try {
      boolean[] owned =
          (boolean[])
              RUN.invokeExact(
                  call.session,
                  API,
                  call.sessionPointer,
                  call.allocatorPointer,
                  call.inputNames,
                  call.inputs,
                  (long) call.inputs.length,
                  call.outputNames,
                  (long) call.outputs.length,
                  call.outputValues,
                  call.outputs,
                  runOptions);
      return owned != null;
    } catch (OrtException e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Throws on what a native call never throws. */
  static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
