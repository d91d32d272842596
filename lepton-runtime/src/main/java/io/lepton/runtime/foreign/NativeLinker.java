package io.lepton.runtime.foreign;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * {@code java.lang.foreign} by reflection, because these sources must compile on JDK 17. Only
 * linking is reflective: it makes method handles that take and give pointers as {@code long}, and
 * those are called like any other.
 *
 * <p>Pointers as {@code long} are safe on all platforms that {@code java.lang.foreign} knows: each
 * passes a 64-bit integer where it passes a pointer.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class NativeLinker {

  private final Class<?> segment = type("MemorySegment");
  private final Class<?> layout = type("MemoryLayout");
  private final Class<?> descriptor = type("FunctionDescriptor");
  private final Object pointer;
  private final Object linker;
  private final Method downcall;

  NativeLinker() throws ReflectiveOperationException {
    pointer = type("ValueLayout").getField("JAVA_LONG").get(null);
    linker = type("Linker").getMethod("nativeLinker").invoke(null);
    Class<?> options = type("Linker$Option").arrayType();
    downcall = type("Linker").getMethod("downcallHandle", segment, descriptor, options);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("java.lang.foreign." + name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("This JDK has no java.lang.foreign", e);
    }
  }

  /** Links a function that takes pointers or numbers of 64 bits and gives one back. */
  MethodHandle function(long address, int parameters) throws ReflectiveOperationException {
    Method of = descriptor.getMethod("of", layout, layout.arrayType());
    return link(address, of.invoke(null, pointer, pointers(parameters)));
  }

  /** Links a function that takes a pointer and gives nothing back. */
  MethodHandle release(long address) throws ReflectiveOperationException {
    Method ofVoid = descriptor.getMethod("ofVoid", layout.arrayType());
    return link(address, ofVoid.invoke(null, pointers(1)));
  }

  private Object pointers(int count) {
    Object[] layouts = (Object[]) Array.newInstance(layout, count);
    Arrays.fill(layouts, pointer);
    return layouts;
  }

  private MethodHandle link(long address, Object described) throws ReflectiveOperationException {
    Object options = Array.newInstance(type("Linker$Option"), 0);
    return (MethodHandle) downcall.invoke(linker, at(address), described, options);
  }

  private Object at(long address) throws ReflectiveOperationException {
    return segment.getMethod("ofAddress", long.class).invoke(null, address);
  }

  /** Returns the memory at an address. */
  ByteBuffer memory(long address, int size) throws ReflectiveOperationException {
    Object memory = segment.getMethod("reinterpret", long.class).invoke(at(address), (long) size);
    return (ByteBuffer) segment.getMethod("asByteBuffer").invoke(memory);
  }

  /** Returns the text at an address, that ends with a 0. */
  String text(long address) throws ReflectiveOperationException {
    Object memory =
        segment.getMethod("reinterpret", long.class).invoke(at(address), Long.MAX_VALUE);
    return (String) segment.getMethod("getString", long.class).invoke(memory, 0L);
  }

  /** Returns the address of direct memory. */
  long address(ByteBuffer direct) throws ReflectiveOperationException {
    Object memory = segment.getMethod("ofBuffer", Buffer.class).invoke(null, direct);
    return (long) segment.getMethod("address").invoke(memory);
  }
}
