/**
 * What sessions hold and who gives it back: sharing, leaks, native memory and counting. Nothing
 * here knows ONNX Runtime.
 *
 * <p>A thing that is expensive to have twice is made once, held by many, and freed by the last:
 *
 * <pre>{@code
 * SharedOnce<String, AutoCloseable> models = new SharedOnce<>();
 * SharedOnce.Share<AutoCloseable> first = models.open("churn", () -> () -> System.out.println("freed"));
 * SharedOnce.Share<AutoCloseable> second = models.open("churn", () -> () -> {});
 * first.close();
 * second.close();
 * }</pre>
 *
 * <p>{@link io.lepton.runtime.resource.LeakDetector} watches over what has to be closed, {@link
 * io.lepton.runtime.resource.MemoryAccount} keeps count of native memory and takes it off a {@link
 * io.lepton.model.NativeMemoryBudget}, {@link io.lepton.runtime.resource.CallStatistics} counts
 * calls for {@link io.lepton.model.SessionStatistics}, and {@link
 * io.lepton.runtime.resource.OptimizedModelFile} is a file that is there whole or not at all.
 *
 * <p><b>Two levels.</b> What is shared is loaded once and belongs to nobody who called: its handles
 * belong to them. A handle has its own gate, its own counters and its own account, so that closing
 * one waits for the calls of one, and the memory of bindings is counted where they were made.
 *
 * <p><b>Process-wide.</b> There is one native environment in a process, so what is shared is shared
 * by the process: {@link io.lepton.runtime.onnx.OnnxBackend} holds the one place for it.
 */
@NullMarked
package io.lepton.runtime.resource;

import org.jspecify.annotations.NullMarked;
