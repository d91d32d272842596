/**
 * Errors: what every part of Lepton throws, and the codes.
 *
 * <p>By what the caller can do about it:
 *
 * <ul>
 *   <li>{@link java.lang.IllegalArgumentException}, {@link java.lang.IllegalStateException}: fix
 *       the code.
 *   <li>{@link io.lepton.MalformedInputException}, {@link io.lepton.LimitExceededException}: reject
 *       the document.
 *   <li>{@link io.lepton.model.InferenceException}: the runtime failed.
 *   <li>{@link java.io.IOException}, {@link io.lepton.LeptonIOException}: the world failed.
 * </ul>
 *
 * <pre>{@code
 * try (InferenceSession model = Models.open(Path.of("churn.onnx"))) {
 *   System.out.println(model.metadata().inputs());
 * } catch (MalformedInputException e) {
 *   System.err.println(e.code().id() + ": " + e.getMessage()); // LEP-MODEL-001: …
 * }
 * }</pre>
 *
 * <p>Lepton's own exceptions are {@link io.lepton.Coded}: {@link io.lepton.ErrorCode} lists every
 * code with cause and cure. A message says what was expected and where, with units. It never holds
 * a cell's value, a tensor's element, a key or a secret.
 */
@NullMarked
package io.lepton;

import org.jspecify.annotations.NullMarked;
