/**
 * Finds, keeps and loads the native library of ONNX Runtime, and says in plain words why that
 * cannot be done.
 *
 * <pre>{@code
 * System.out.println("Loading the libraries for " + Platform.current());
 * NativeLibrary.load(NativePlaces.usual());
 * }</pre>
 *
 * <p>Internal: users meet it as the messages of {@link io.lepton.ErrorCode#RUNTIME_UNAVAILABLE}.
 */
@NullMarked
package io.lepton.runtime.natives;

import org.jspecify.annotations.NullMarked;
