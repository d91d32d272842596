package io.lepton.bench.jmh;

/**
 * One way to run a model, with the input as its users have it: floats in, the result where a Java
 * program reads it, out.
 *
 * <p>For one thread, unless several calls share a session.
 */
interface InferenceCall extends AutoCloseable {

  /**
   * Runs the model once, with the input that it was made for.
   *
   * @return what was read, so that nothing is optimised away
   * @throws Exception if the library fails
   */
  Object run() throws Exception;

  /**
   * Runs the model once more and returns every element of the output.
   *
   * @return the output, row-major
   * @throws Exception if the library fails
   */
  float[] output() throws Exception;

  @Override
  void close() throws Exception;
}
