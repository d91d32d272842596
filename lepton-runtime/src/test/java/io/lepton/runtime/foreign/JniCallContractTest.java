package io.lepton.runtime.foreign;

/** Through the native method of the Java binding. */
class JniCallContractTest extends PreparedCallContractTest {

  @Override
  PreparedCall prepare(Gathering model) {
    return NativeCalls.of(model.session, false).orElseThrow().prepare(model.inputs, model.outputs);
  }
}
