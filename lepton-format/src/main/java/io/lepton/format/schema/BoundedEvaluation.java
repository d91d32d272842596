package io.lepton.format.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;

/**
 * One check of a document: counts what the library does and stops it where it does not end.
 *
 * <p>The library evaluates what a schema says, however often it says it: a reference to itself
 * without end, ten alternatives of ten alternatives ten levels deep for a billion evaluations.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class BoundedEvaluation extends ExecutionContext {

  // Each takes about 200 bytes of stack, of which a thread has half a megabyte at least.
  private static final int MAX_DEPTH = 1_500;
  private static final int MAX_ERRORS = 100_000;

  private final StepCount steps;
  private int depth;

  BoundedEvaluation(ExecutionConfig config, StepCount steps) {
    super(config);
    this.steps = steps;
  }

  @Override
  public void evaluationPathAddLast(String token) {
    enter();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void evaluationPathAddLast(int token) {
    enter();
    super.evaluationPathAddLast(token);
  }

  private void enter() {
    steps.take();
    if (++depth > MAX_DEPTH) {
      throw exceeded("go through %d keywords inside each other".formatted(MAX_DEPTH));
    }
  }

  @Override
  public void evaluationPathRemoveLast() {
    depth--;
    super.evaluationPathRemoveLast();
  }

  // Not passed over: the library takes a part of a schema that adds no error for satisfied.
  @Override
  public void addError(Error error) {
    if (getErrors().size() >= MAX_ERRORS) {
      throw exceeded("break its schema in %d places".formatted(MAX_ERRORS));
    }
    super.addError(error);
  }

  private static LimitExceededException exceeded(String what) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED, "The check of a document may " + what + ", and does more");
  }
}
