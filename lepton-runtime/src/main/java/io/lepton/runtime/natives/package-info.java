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
 * <p>More than half of the time to the first prediction is the start of the JVM and of ONNX
 * Runtime. What is run on the way there has no lambdas, streams, formats or regular expressions:
 * the first of each takes milliseconds. The native environment is created by a thread of its own
 * while the model is prepared in Java. {@code lepton bench coldstart} measures it. Most of what is
 * left of Lepton's part is the loading of classes, and a JVM can be spared that. Of the processor
 * time of a start there remain:
 *
 * <ul>
 *   <li>two thirds with an archive of classes: {@code java -XX:ArchiveClassesAtExit=app.jsa ...}
 *       once, then {@code java -XX:SharedArchiveFile=app.jsa ...}. From JDK 19 on {@code
 *       -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=app.jsa} does both, and from JDK 25 on
 *       {@code -XX:AOTCacheOutput=app.aot} once and {@code -XX:AOTCache=app.aot} then keeps more.
 *   <li>a little more than half with {@code -XX:TieredStopAtLevel=1} besides, for a program that
 *       ends soon: it leaves out the second compiler, and costs a program that runs on its speed.
 * </ul>
 */
@NullMarked
package io.lepton.runtime.natives;

import org.jspecify.annotations.NullMarked;
