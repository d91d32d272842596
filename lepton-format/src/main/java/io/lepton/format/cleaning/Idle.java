package io.lepton.format.cleaning;

/** Stands in for a step that does not fit the data, until all problems are known. */
final class Idle extends Operation {

  static final Operation OPERATION = new Idle();

  private Idle() {}

  @Override
  void apply(Rows rows) {
    throw new IllegalStateException("The step does not fit the data");
  }
}
