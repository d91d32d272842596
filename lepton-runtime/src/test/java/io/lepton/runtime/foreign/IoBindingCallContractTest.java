package io.lepton.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

/** Through RunWithBinding of the C API. */
class IoBindingCallContractTest extends PreparedCallContractTest {

  @Override
  PreparedCall prepare(Gathering model) {
    ForeignLinking.require();
    PreparedCall call =
        NativeCalls.of(model.session, true).orElseThrow().prepare(model.inputs, model.outputs);
    assertThat(call).isInstanceOf(IoBindingCall.class);
    return call;
  }
}
