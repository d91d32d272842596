package io.lepton.runtime.foreign;

import ai.onnxruntime.OrtException;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The functions of ONNX Runtime's C API that bound calls need, linked when this class is loaded.
 * That takes a tenth of a second and more, so nobody loads it before it pays.
 *
 * <p>They are found by their places in the table {@code OrtApi}, the very one that the Java binding
 * uses. The table is only ever appended to (onnxruntime_c_api.cc asserts so when it is compiled),
 * and has had all of them since version 1.5. Loading ends with a call that must give back what was
 * put in, and fails if it does not.
 *
 * <p>Stateless and safe for use by many threads.
 */
final class OrtApi {

  private static final int TABLE_BYTES = 150 * Long.BYTES;
  private static final int TEST_CODE = 3;
  private static final String TEST_MESSAGE = "lepton";

  private static final NativeLinker LINKER;
  private static final MethodHandle CREATE_STATUS;
  private static final MethodHandle GET_ERROR_CODE;
  private static final MethodHandle GET_ERROR_MESSAGE;
  private static final MethodHandle RELEASE_STATUS;
  private static final MethodHandle RUN_WITH_BINDING;
  private static final MethodHandle CREATE_IO_BINDING;
  private static final MethodHandle RELEASE_IO_BINDING;
  private static final MethodHandle BIND_INPUT;
  private static final MethodHandle BIND_OUTPUT;

  static {
    try {
      LINKER = new NativeLinker();
      ByteBuffer table = LINKER.memory(JavaBinding.api(), TABLE_BYTES);
      table.order(ByteOrder.nativeOrder());
      CREATE_STATUS = LINKER.function(at(table, 0), 2);
      GET_ERROR_CODE = LINKER.function(at(table, 1), 1);
      GET_ERROR_MESSAGE = LINKER.function(at(table, 2), 1);
      RELEASE_STATUS = LINKER.release(at(table, 93));
      RUN_WITH_BINDING = LINKER.function(at(table, 133), 3);
      CREATE_IO_BINDING = LINKER.function(at(table, 134), 2);
      RELEASE_IO_BINDING = LINKER.release(at(table, 135));
      BIND_INPUT = LINKER.function(at(table, 136), 3);
      BIND_OUTPUT = LINKER.function(at(table, 137), 3);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The C API of ONNX Runtime cannot be linked", e);
    }
    selfTest();
  }

  private OrtApi() {}

  private static long at(ByteBuffer table, int index) {
    return table.getLong(index * Long.BYTES);
  }

  private static void selfTest() {
    OrtException back = failure(createStatus(TEST_CODE, TEST_MESSAGE));
    OrtException expected = new OrtException(TEST_CODE, TEST_MESSAGE);
    if (!String.valueOf(back.getMessage()).equals(expected.getMessage())) {
      throw new LinkageError("The C API of ONNX Runtime is not what it should be");
    }
  }

  /** Links all functions, if that was not done yet; fails if one cannot be linked. */
  static void link() {}

  /** Begins a binding of a session, which {@link #release} ends. */
  static long createIoBinding(long session) throws OrtException {
    ByteBuffer result = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    try {
      check((long) CREATE_IO_BINDING.invokeExact(session, LINKER.address(result)));
      return result.getLong(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void bindInput(long binding, String name, long value) throws OrtException {
    bind(BIND_INPUT, binding, name, value);
  }

  static void bindOutput(long binding, String name, long value) throws OrtException {
    bind(BIND_OUTPUT, binding, name, value);
  }

  private static void bind(MethodHandle function, long binding, String name, long value)
      throws OrtException {
    ByteBuffer text = text(name);
    try {
      check((long) function.invokeExact(binding, LINKER.address(text), value));
    } catch (Throwable e) {
      throw unexpected(e);
    } finally {
      Reference.reachabilityFence(text);
    }
  }

  static void runWithBinding(long session, long runOptions, long binding) throws OrtException {
    long status;
    try {
      status = (long) RUN_WITH_BINDING.invokeExact(session, runOptions, binding);
    } catch (Throwable e) {
      throw JavaBinding.unexpected(e);
    }
    check(status);
  }

  /** Ends a binding. */
  static void release(long binding) {
    try {
      RELEASE_IO_BINDING.invokeExact(binding);
    } catch (Throwable e) {
      throw JavaBinding.unexpected(e);
    }
  }

  private static void check(long status) throws OrtException {
    if (status != 0) {
      throw failure(status);
    }
  }

  private static OrtException failure(long status) {
    try {
      // An enum: the upper half of what comes back means nothing.
      int code = (int) (long) GET_ERROR_CODE.invokeExact(status);
      String message = LINKER.text((long) GET_ERROR_MESSAGE.invokeExact(status));
      RELEASE_STATUS.invokeExact(status);
      return new OrtException(code, message);
    } catch (Throwable e) {
      throw JavaBinding.unexpected(e);
    }
  }

  private static long createStatus(long code, String message) {
    ByteBuffer text = text(message);
    try {
      return (long) CREATE_STATUS.invokeExact(code, LINKER.address(text));
    } catch (Throwable e) {
      throw JavaBinding.unexpected(e);
    } finally {
      Reference.reachabilityFence(text);
    }
  }

  private static ByteBuffer text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Direct memory comes zeroed, so that it ends with a 0.
    return ByteBuffer.allocateDirect(bytes.length + 1).put(0, bytes);
  }

  private static OrtException unexpected(Throwable e) {
    if (e instanceof OrtException known) {
      return known;
    }
    throw JavaBinding.unexpected(e);
  }
}
