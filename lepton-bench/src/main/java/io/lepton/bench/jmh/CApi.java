package io.lepton.bench.jmh;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtSession;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Four functions of ONNX Runtime's C API, linked when this class is loaded: on JDK 22 and later,
 * and not before the Java binding was used, which finds the table of functions.
 *
 * <p>{@code java.lang.foreign} is reached by reflection because these sources must compile on JDK
 * 17; that is done once, and calls go through method handles that are constants. Pointers are taken
 * from the private fields of the Java binding.
 *
 * <p>Stateless.
 */
final class CApi {

  // Places in the table OrtApi of onnxruntime_c_api.h, which is only ever appended to.
  private static final int RUN_WITH_BINDING_AT = 133;
  private static final int CREATE_IO_BINDING_AT = 134;
  private static final int BIND_INPUT_AT = 136;
  private static final int BIND_OUTPUT_AT = 137;

  private static final MethodHandle RUN_WITH_BINDING = function(RUN_WITH_BINDING_AT, 3);
  private static final MethodHandle CREATE_IO_BINDING = function(CREATE_IO_BINDING_AT, 2);
  private static final MethodHandle BIND_INPUT = function(BIND_INPUT_AT, 3);
  private static final MethodHandle BIND_OUTPUT = function(BIND_OUTPUT_AT, 3);

  private CApi() {}

  /** Makes a binding, which nobody frees before the JVM ends. */
  static long bind(OrtSession session, OnnxTensorLike input, OnnxTensorLike output)
      throws Throwable {
    ByteBuffer result = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    check((long) CREATE_IO_BINDING.invokeExact(pointer(session), address(result)));
    long binding = result.getLong(0);
    ByteBuffer in = text(InferenceModel.INPUT);
    ByteBuffer out = text(InferenceModel.OUTPUT);
    check(
        (long)
            BIND_INPUT.invokeExact(
                binding, address(in), pointer(OnnxTensorLike.class, "nativeHandle", input)));
    check(
        (long)
            BIND_OUTPUT.invokeExact(
                binding, address(out), pointer(OnnxTensorLike.class, "nativeHandle", output)));
    return binding;
  }

  /** Runs what was bound, with the default options. */
  static void run(long session, long binding) throws Throwable {
    check((long) RUN_WITH_BINDING.invokeExact(session, 0L, binding));
  }

  /** Returns where the native session is. */
  static long pointer(OrtSession session) throws ReflectiveOperationException {
    return pointer(OrtSession.class, "nativeHandle", session);
  }

  private static long pointer(Class<?> owner, String field, Object of)
      throws ReflectiveOperationException {
    Field pointer = owner.getDeclaredField(field);
    pointer.setAccessible(true);
    return pointer.getLong(of);
  }

  private static void check(long status) {
    if (status != 0) {
      throw new IllegalStateException("A function of the C API failed");
    }
  }

  private static ByteBuffer text(String name) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(name.length() + 1);
    for (int i = 0; i < name.length(); i++) {
      bytes.put(i, (byte) name.charAt(i));
    }
    return bytes;
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }

  private static long address(ByteBuffer direct) throws ReflectiveOperationException {
    Object memory = type("MemorySegment").getMethod("ofBuffer", Buffer.class).invoke(null, direct);
    return (long) type("MemorySegment").getMethod("address").invoke(memory);
  }

  private static Object at(long address) throws ReflectiveOperationException {
    return type("MemorySegment").getMethod("ofAddress", long.class).invoke(null, address);
  }

  // Pointers go as numbers of 64 bits, which every platform of java.lang.foreign passes alike.
  private static MethodHandle function(int place, int parameters) {
    try {
      Object number = type("ValueLayout").getField("JAVA_LONG").get(null);
      Class<?> layout = type("MemoryLayout");
      Object[] layouts = (Object[]) Array.newInstance(layout, parameters);
      Arrays.fill(layouts, number);
      Object descriptor =
          type("FunctionDescriptor")
              .getMethod("of", layout, layout.arrayType())
              .invoke(null, number, layouts);
      Object linker = type("Linker").getMethod("nativeLinker").invoke(null);
      Method downcall =
          type("Linker")
              .getMethod(
                  "downcallHandle",
                  type("MemorySegment"),
                  type("FunctionDescriptor"),
                  type("Linker$Option").arrayType());
      Object options = Array.newInstance(type("Linker$Option"), 0);
      return (MethodHandle) downcall.invoke(linker, at(entry(place)), descriptor, options);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The C API of ONNX Runtime cannot be linked", e);
    }
  }

  private static long entry(int place) throws ReflectiveOperationException {
    long table = pointer(Class.forName("ai.onnxruntime.OnnxRuntime"), "ortApiHandle", "static");
    Object memory =
        type("MemorySegment")
            .getMethod("reinterpret", long.class)
            .invoke(at(table), (place + 1L) * Long.BYTES);
    ByteBuffer bytes = (ByteBuffer) type("MemorySegment").getMethod("asByteBuffer").invoke(memory);
    return bytes.order(ByteOrder.nativeOrder()).getLong(place * Long.BYTES);
  }
}
