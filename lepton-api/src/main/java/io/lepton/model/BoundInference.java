package io.lepton.model;

import io.lepton.data.Vocabulary;
import io.lepton.tensor.Tensor;
import java.util.Optional;

/**
 * A session with its input and output memory prepared: fill the inputs, run, read the outputs,
 * again and again, with no allocation in between.
 *
 * <p><b>Text as codes.</b> Where {@link #inputCodes} is present, the input takes integer codes
 * instead of text, through {@link #setCodes}: the result of {@link Vocabulary#codeOf} as it is,
 * {@link Vocabulary#UNKNOWN} included where the model accepts texts it does not know. What the
 * session makes of them is its own business. Where {@link #outputCodes} is present, the output's
 * tensor holds INT64 codes of that vocabulary instead of text.
 *
 * <p><b>Threads.</b> One thread at a time; several bindings of one session may run at once. Closing
 * the session waits for a run and makes the next one throw {@link SessionClosedException}.
 */
public interface BoundInference extends AutoCloseable {

  /**
   * Returns the memory of an input.
   *
   * @param name the input's name
   * @return the tensor to write to; a BYTES input needs {@link #setCodes} or {@link #setText}
   *     instead
   * @throws IllegalArgumentException if the model has no such input, or it takes text
   */
  Tensor input(String name);

  /**
   * Sets an input that takes text and is not coded.
   *
   * @param name the input's name
   * @param text a BYTES tensor of the bound shape; not retained after {@link #run}
   * @throws IllegalArgumentException if there is no such input, or it takes no text
   */
  void setText(String name, Tensor text);

  /**
   * Sets an input whose text is coded.
   *
   * @param name the input's name
   * @param codes one code an element of the bound shape, row-major; more are not looked at; not
   *     retained
   * @throws IllegalArgumentException if the model has no such input, it is not coded, or a code is
   *     not in the vocabulary; {@link Vocabulary#UNKNOWN} is allowed only where {@link
   *     TextCodes#acceptsUnknown} says so
   */
  void setCodes(String name, int[] codes);

  /**
   * Returns how the text of an input is coded.
   *
   * @param name the input's name
   * @return the codes, or empty if the input takes what the metadata says
   */
  Optional<TextCodes> inputCodes(String name);

  /**
   * Returns how the text of an output is coded.
   *
   * @param name the output's name
   * @return the vocabulary, or empty if the output is what the metadata says
   */
  Optional<Vocabulary> outputCodes(String name);

  /**
   * Runs the model on what the inputs hold.
   *
   * @throws InferenceException if the runtime failed
   * @throws SessionClosedException if the session is closed
   */
  void run();

  /**
   * Runs the model on what the inputs hold, if it is done in time.
   *
   * @param deadline by when the outputs are worth having; see {@link InferenceSession} for what
   *     happens then. Outputs of a run that was stopped hold no answer until the next run.
   * @throws DeadlineExceededException if the deadline has passed: before the call, and nothing was
   *     begun, or before the run was done
   * @throws InferenceException if the runtime failed
   * @throws SessionClosedException if the session is closed
   */
  void run(Deadline deadline);

  /**
   * Returns an output of the last run.
   *
   * @param name the output's name
   * @return the tensor, valid until the next run or {@link #close}
   * @throws IllegalArgumentException if the model has no such output
   * @throws IllegalStateException if nothing was run yet
   */
  Tensor output(String name);

  /** Frees the memory. Closing again does nothing. */
  @Override
  void close();

  /**
   * The codes of a text input.
   *
   * @param vocabulary the texts that the model knows
   * @param acceptsUnknown whether {@link Vocabulary#UNKNOWN} may be passed; otherwise the model
   *     refuses such a row
   */
  record TextCodes(Vocabulary vocabulary, boolean acceptsUnknown) {}
}
