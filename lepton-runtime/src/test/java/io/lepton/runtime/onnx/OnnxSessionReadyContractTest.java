package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** ONNX Runtime, each request made so often that a call for it is kept ready. */
class OnnxSessionReadyContractTest extends InferenceSessionContractTest {

  private static final int TIMES = 2 * ReadyCalls.REQUESTS_BEFORE;

  @Override
  InferenceSession open(OnnxModel model) {
    InferenceSession session = TestModels.open(model, true);
    return (InferenceSession)
        Proxy.newProxyInstance(
            InferenceSession.class.getClassLoader(),
            new Class<?>[] {InferenceSession.class},
            (proxy, method, arguments) -> call(session, method, arguments));
  }

  private static Object call(InferenceSession session, Method method, Object[] arguments)
      throws Throwable {
    Object answer = null;
    int times = method.getName().startsWith("infer") ? TIMES : 1;
    try {
      for (int i = 0; i < times; i++) {
        answer = method.invoke(session, arguments);
      }
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
