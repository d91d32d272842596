/**
 * Finds, keeps and loads the native library of ONNX Runtime, and says in plain words why that
 * cannot be done.
 *
 * <pre>{@code
 * NativePlaces places = NativePlaces.usual();
 * NativeLibrary.begin(places); // returns at once
 * System.out.println("Loading the libraries for " + Platform.current());
 * NativeLibrary.load(places); // waits, and throws if it failed
 * }</pre>
 *
 * <p>Internal: users meet it as the messages of {@link io.lepton.ErrorCode#RUNTIME_UNAVAILABLE},
 * and choose a place with {@code OnnxBackend.withNativeCache}.
 *
 * <h2>Where the libraries come from</h2>
 *
 * <p>The user's build decides: {@code com.microsoft.onnxruntime:onnxruntime} has them for the CPU
 * on Linux (x64, aarch64), macOS (aarch64) and Windows (x64); {@code onnxruntime_gpu}, in its place
 * and never beside it, has them for CUDA on Linux and Windows (x64). For everything else a user
 * builds ONNX Runtime and names the folder with {@code -Donnxruntime.native.path}; where that or
 * another of the binding's own properties is set, nothing here gets in its way.
 *
 * <h2>Where they are kept</h2>
 *
 * <p>The binding unpacks 24 MB at every start. {@code NativeCache} does it once, {@code Unpacking}
 * how, {@code Trust} says whose files may be loaded and {@code Mounts} from where; decision 0019
 * has the reasons. {@code Loading} does it on a thread of its own, once for each class loader,
 * because the binding does not try twice.
 *
 * <h2>A quick start</h2>
 *
 * <p>Half of the time to the first prediction is the start of the JVM and of ONNX Runtime. What is
 * run on the way there has no lambdas, streams, formats or regular expressions: the first of each
 * takes milliseconds. {@code lepton bench coldstart} measures it. With an archive of classes it is
 * a third less: {@code java -XX:ArchiveClassesAtExit=app.jsa ...} once, then {@code java
 * -XX:SharedArchiveFile=app.jsa ...}.
 */
@NullMarked
package io.lepton.runtime.natives;

import org.jspecify.annotations.NullMarked;
