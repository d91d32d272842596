package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorMap;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import io.lepton.tensor.ValueForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences, maps, absent values and elements of less than a byte. */
class OnnxValuesTest {

  private static OnnxType any(OnnxElementType type) {
    return OnnxType.tensor(type, OnnxShape.unranked());
  }

  private static OnnxType sequence(OnnxElementType type) {
    return new OnnxType.SequenceType(any(type));
  }

  private static OnnxType optional(OnnxType type) {
    return new OnnxType.OptionalType(type);
  }

  private static OnnxModel identity(OnnxType type) {
    return TestModels.builder()
        .input("x", type)
        .node("Identity", List.of("x"), List.of("y"))
        .output("y", type)
        .build();
  }

  private static Tensor random(DataType type, long... dims) {
    Shape shape = Shape.of(dims);
    Random random = new Random(7);
    if (type == DataType.BYTES) {
      String[] texts = new String[(int) shape.elementCount()];
      java.util.Arrays.setAll(texts, i -> "té" + random.nextInt(100));
      return Tensor.of(shape, texts);
    }
    Tensor tensor = Tensor.allocate(type, shape);
    byte[] bytes = new byte[tensor.data().remaining()];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length && type == DataType.BOOL; i++) {
      bytes[i] &= 1;
    }
    tensor.data().put(bytes);
    return tensor;
  }

  private static void assertSame(TensorValue found, TensorValue expected) {
    assertThat(found).hasToString(expected.toString());
    if (expected instanceof TensorSequence sequence) {
      for (int i = 0; i < sequence.size(); i++) {
        assertSame(((TensorSequence) found).get(i), sequence.get(i));
      }
    } else if (expected instanceof Tensor tensor && tensor.type() == DataType.BYTES) {
      assertThat(((Tensor) found).toStrings()).isEqualTo(tensor.toStrings());
    } else if (expected instanceof Tensor tensor) {
      assertThat(((Tensor) found).data()).isEqualTo(tensor.data());
    }
  }

  // BF16 is missing: ONNX has no sequences of it.
  @ParameterizedTest
  @EnumSource(names = "BF16", mode = EnumSource.Mode.EXCLUDE)
  void infer_sequenceOfAnyTypeAndShape_keepsEveryBit(DataType type) {
    try (InferenceSession session =
        TestModels.open(identity(sequence(OnnxElementType.of(type))), true)) {
      TensorSequence input =
          TensorSequence.of(
              random(type, 2, 3),
              random(type),
              random(type, 0, 4),
              random(type, 3, 0),
              random(type, 1));
      for (int i = 0; i < 2; i++) {
        assertSame(session.infer(InferenceRequest.of("x", input)).value("y"), input);
      }
      TensorSequence none = TensorSequence.of(type, List.of());
      assertSame(session.infer(InferenceRequest.of("x", none)).value("y"), none);
    }
  }

  // These take the short way through SplitToSequence and ConcatFromSequence where there is one.
  @ParameterizedTest
  @EnumSource(names = "BF16", mode = EnumSource.Mode.EXCLUDE)
  void infer_sequenceOfStackableTensors_keepsEveryBit(DataType type) {
    try (InferenceSession session =
        TestModels.open(identity(sequence(OnnxElementType.of(type))), true)) {
      TensorSequence input =
          TensorSequence.of(random(type, 2, 3), random(type, 0, 3), random(type, 1, 3));
      assertSame(session.infer(InferenceRequest.of("x", input)).value("y"), input);
      TensorSequence empty = TensorSequence.of(random(type, 2, 0), random(type, 0, 0));
      assertSame(session.infer(InferenceRequest.of("x", empty)).value("y"), empty);
    }
  }

  @Test
  void infer_longSequence_keepsItsOrder() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      tensors.add(Tensor.of(Shape.of(i % 3), new long[i % 3]));
      if (i % 3 > 0) {
        tensors.get(i).data().putLong(0, i);
      }
    }
    try (InferenceSession session =
        TestModels.open(identity(sequence(OnnxElementType.INT64)), true)) {
      TensorSequence input = TensorSequence.of(DataType.INT64, tensors);
      assertSame(session.infer(InferenceRequest.of("x", input)).value("y"), input);
    }
  }

  @Test
  void metadata_ofSequence_saysFormTypeAndShapeOfItsTensors() {
    OnnxType boxes = new OnnxType.SequenceType(OnnxType.tensor(OnnxElementType.FLOAT, -1, 4));
    try (InferenceSession session = TestModels.open(identity(boxes), true)) {
      TensorSpec spec =
          TensorSpec.of("x", DataType.FP32, Shape.of(-1, 4)).withForm(ValueForm.SEQUENCE);
      assertThat(session.metadata().inputs()).containsExactly(spec);
      assertThat(session.metadata().outputs().get(0).form()).isEqualTo(ValueForm.SEQUENCE);
      assertThat(session.metadata().inputs()).hasToString("[x SEQUENCE of FP32 [-1, 4]]");
    }
  }

  /** Splits rows to a sequence, with the rows themselves as a second output. */
  private static OnnxModel split(long opset) {
    return OnnxModel.builder("split")
        .opset("", opset)
        .input("x", OnnxElementType.FLOAT, -1, 2)
        .input("s", sequence(OnnxElementType.FLOAT))
        .node("SplitToSequence", List.of("x"), List.of("rows"))
        .node("SequenceInsert", List.of("s", "x"), List.of("more"))
        .node("Neg", List.of("x"), List.of("y"))
        .output("rows", sequence(OnnxElementType.FLOAT))
        .output("y", OnnxElementType.FLOAT, -1, 2)
        .output("more", sequence(OnnxElementType.FLOAT))
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 18, 26})
  void infer_sequencesAndTensors_areNamedAsInTheModel(long opset) {
    Tensor x = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);
    InferenceRequest request =
        InferenceRequest.of("x", x).and("s", TensorSequence.of(Tensor.of(Shape.of(), 9f)));
    try (InferenceSession session = TestModels.open(split(opset), true)) {
      InferenceResponse all = session.infer(request);
      assertThat(all.names()).containsExactly("y", "rows", "more");
      assertThat(all.output("y").toFloats()).containsExactly(-1, -2, -3, -4);
      assertSame(
          all.value("rows"),
          TensorSequence.of(Tensor.of(Shape.of(1, 2), 1f, 2f), Tensor.of(Shape.of(1, 2), 3f, 4f)));
      assertSame(all.value("more"), TensorSequence.of(Tensor.of(Shape.of(), 9f), x));
      assertThat(session.infer(request.wanting("more")).names()).containsExactly("more");
      assertThat(session.infer(request.wanting("y")).names()).containsExactly("y");
    }
  }

  @Test
  void output_ofSequence_saysToUseValue() {
    try (InferenceSession session =
        TestModels.open(identity(sequence(OnnxElementType.FLOAT)), true)) {
      TensorSequence input = TensorSequence.of(Tensor.of(Shape.of(1), 1f));
      InferenceResponse response = session.infer(InferenceRequest.of("x", input));
      assertThatThrownBy(() -> response.output("y"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Output y is no tensor but FP32 sequence of [1]: use value(name)");
    }
  }

  @Test
  void open_sequenceInOldOperatorSetWithSoftmax_isRefusedWithTheReason() {
    OnnxModel model =
        OnnxModel.builder("old")
            .opset("", 11)
            .input("x", OnnxElementType.FLOAT, -1, 2)
            .node("Softmax", List.of("x"), List.of("y"))
            .node("SplitToSequence", List.of("y"), List.of("rows"))
            .output("rows", sequence(OnnxElementType.FLOAT))
            .build();
    assertThatThrownBy(() -> TestModels.open(model, true))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
        .hasMessageContaining("Output rows needs operator set 13 or later")
        .hasMessageContaining("written for 11");
  }

  /** Whether there is a value, and the value. */
  private static OnnxModel optionalModel(OnnxType type, long opset) {
    return OnnxModel.builder("optional")
        .opset("", opset)
        .input("x", optional(type))
        .node("OptionalHasElement", List.of("x"), List.of("there"))
        .node("Identity", List.of("x"), List.of("y"))
        .output("there", OnnxElementType.BOOL)
        .output("y", optional(type))
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {16, 18, 21, 26})
  void infer_optionalTensor_isThereOrNot(long opset) {
    OnnxType type = OnnxType.tensor(OnnxElementType.FLOAT, 2);
    try (InferenceSession session = TestModels.open(optionalModel(type, opset), true)) {
      Tensor some = Tensor.of(Shape.of(2), 1f, 2f);
      InferenceResponse there = session.infer(InferenceRequest.of("x", some));
      assertThat(there.output("there").getLong(0)).isEqualTo(1);
      assertSame(there.value("y"), some);
      InferenceResponse absent = session.infer(InferenceRequest.of("x", TensorValue.absent()));
      assertThat(absent.output("there").getLong(0)).isZero();
      assertThat(absent.value("y").isAbsent()).isTrue();
      InferenceResponse leftOut = session.infer(InferenceRequest.of(Map.of()));
      assertThat(leftOut.value("y").isAbsent()).isTrue();
      assertThat(session.metadata().inputs().get(0).form()).isEqualTo(ValueForm.OPTIONAL_TENSOR);
    }
  }

  // ONNX has no optional BF16.
  @ParameterizedTest
  @EnumSource(names = "BF16", mode = EnumSource.Mode.EXCLUDE)
  void infer_optionalOfAnyType_keepsEveryBit(DataType type) {
    OnnxModel model = optionalModel(any(OnnxElementType.of(type)), 18);
    try (InferenceSession session = TestModels.open(model, true)) {
      Tensor some = random(type, 2, 2);
      assertSame(session.infer(InferenceRequest.of("x", some)).value("y"), some);
      assertThat(session.infer(InferenceRequest.of(Map.of())).value("y").isAbsent()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BF16", mode = EnumSource.Mode.EXCLUDE)
  void infer_optionalSequenceOfAnyType_isThereOrNot(DataType type) {
    OnnxModel model = optionalModel(sequence(OnnxElementType.of(type)), 18);
    try (InferenceSession session = TestModels.open(model, true)) {
      TensorSequence some = TensorSequence.of(random(type, 2, 2), random(type));
      assertSame(session.infer(InferenceRequest.of("x", some)).value("y"), some);
      TensorSequence none = TensorSequence.of(type, List.of());
      assertSame(session.infer(InferenceRequest.of("x", none)).value("y"), none);
      assertThat(session.infer(InferenceRequest.of(Map.of())).value("y").isAbsent()).isTrue();
    }
  }

  /** Picks features from a map. */
  private static OnnxModel vectorizer(OnnxElementType key, OnnxElementType value) {
    OnnxAttribute vocabulary =
        key == OnnxElementType.STRING
            ? OnnxAttribute.ofStrings("string_vocabulary", "b", "a", "c")
            : OnnxAttribute.ofInts("int64_vocabulary", 2, 1, 3);
    return TestModels.builder()
        .input("m", new OnnxType.MapType(key, OnnxType.tensor(value)))
        .node(TestModels.ML, "DictVectorizer", List.of("m"), List.of("y"), vocabulary)
        .output("y", value, 1, 3)
        .build();
  }

  @Test
  void infer_mapByText_picksTheVocabularyInItsOrder() {
    OnnxModel model = vectorizer(OnnxElementType.STRING, OnnxElementType.FLOAT);
    try (InferenceSession session = TestModels.open(model, true)) {
      TensorMap map =
          new TensorMap(Tensor.of(Shape.of(3), "a", "x", "b"), Tensor.of(Shape.of(3), 1f, 9f, 2f));
      Tensor y = session.infer(InferenceRequest.of("m", map)).output("y");
      assertThat(y).hasToString("FP32 [1, 3]");
      assertThat(y.toFloats()).containsExactly(2, 1, 0);
      assertThat(session.metadata().inputs())
          .containsExactly(
              TensorSpec.of("m", DataType.FP32, Shape.of(-1)).withForm(ValueForm.MAP_BY_TEXT));
    }
  }

  @Test
  void infer_mapByNumberOfTexts_picksTheVocabularyInItsOrder() {
    OnnxModel model = vectorizer(OnnxElementType.INT64, OnnxElementType.STRING);
    try (InferenceSession session = TestModels.open(model, true)) {
      TensorMap map =
          new TensorMap(Tensor.of(Shape.of(2), 3L, 2L), Tensor.of(Shape.of(2), "three", "two"));
      Tensor y = session.infer(InferenceRequest.of("m", map)).output("y");
      assertThat(y.toStrings()).containsExactly("two", "", "three");
    }
  }

  @Test
  void open_mapThatGoesElsewhere_isRefused() {
    OnnxModel model =
        TestModels.builder()
            .input(
                "m",
                new OnnxType.MapType(OnnxElementType.INT64, OnnxType.tensor(OnnxElementType.FLOAT)))
            .node(TestModels.ML, "CastMap", List.of("m"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, 1, -1)
            .build();
    assertThatThrownBy(() -> TestModels.open(model, true))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
        .hasMessageContaining("Input m needs to be a tensor of a type that Lepton has");
  }

  private static OnnxModel cast(OnnxElementType from, OnnxElementType to) {
    return OnnxModel.builder("cast")
        .opset("", 25)
        .input("x", from, -1)
        .node(GraphEdit.cast("x", "y", to))
        .output("y", to, -1)
        .build();
  }

  @ParameterizedTest
  @CsvSource({"INT4, -8, 7", "UINT4, 0, 15", "INT2, -2, 1", "UINT2, 0, 3"})
  void infer_smallIntegers_goInAndOutAsBytes(OnnxElementType type, int lowest, int highest) {
    DataType seen = type.name().startsWith("U") ? DataType.UINT8 : DataType.INT8;
    Tensor all = Tensor.allocate(seen, Shape.of(highest - lowest + 1));
    for (int i = 0; i < all.size(); i++) {
      all.data().put(i, (byte) (lowest + i));
    }
    try (InferenceSession in = TestModels.open(cast(type, OnnxElementType.FLOAT), true);
        InferenceSession out = TestModels.open(cast(OnnxElementType.FLOAT, type), true)) {
      assertThat(in.metadata().inputs().get(0).type()).isEqualTo(seen);
      Tensor floats = in.infer(InferenceRequest.of("x", all)).output("y");
      for (int i = 0; i < all.size(); i++) {
        assertThat(floats.getDouble(i)).isEqualTo(lowest + i);
      }
      assertSame(out.infer(InferenceRequest.of("x", floats)).output("y"), all);
      all.data().put(all.size() - 1, (byte) (highest + 1));
      assertThatThrownBy(() -> in.infer(InferenceRequest.of("x", all)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              "Input x needs elements from %d to %d, element %d is not"
                  .formatted(lowest, highest, all.size() - 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT8E4M3FN, 448, 0.001953125",
    "FLOAT8E4M3FNUZ, 240, 0.0009765625",
    "FLOAT8E5M2, Infinity, 1.52587890625E-5",
    "FLOAT8E5M2FNUZ, 57344, 7.62939453125E-6",
    "FLOAT8E8M0, 1.7014118E38, 5.877472E-39"
  })
  void infer_smallFloats_goInAndOutAsFloats(OnnxElementType type, float highest, float lowest) {
    Tensor values = Tensor.of(Shape.of(4), highest, lowest, 1f, Float.NaN);
    try (InferenceSession in = TestModels.open(cast(type, OnnxElementType.FLOAT), true);
        InferenceSession out = TestModels.open(cast(OnnxElementType.FLOAT, type), true)) {
      assertThat(in.metadata().inputs().get(0).type()).isEqualTo(DataType.FP32);
      Tensor back = in.infer(InferenceRequest.of("x", values)).output("y");
      assertThat(back.toFloats()).containsExactly(highest, lowest, 1f, Float.NaN);
      float[] small = out.infer(InferenceRequest.of("x", values)).output("y").toFloats();
      assertThat(small[1]).isEqualTo(lowest);
      assertThat(small[2]).isEqualTo(1f);
      assertThat(small[3]).isNaN();
    }
  }

  @Test
  void infer_valuesOfOtherForms_areAllListed() {
    OnnxModel model =
        TestModels.builder()
            .input("s", sequence(OnnxElementType.FLOAT))
            .input("t", OnnxElementType.FLOAT, 1)
            .input("u", sequence(OnnxElementType.INT64))
            .node("SequenceLength", List.of("s"), List.of("y"))
            .output("y", OnnxElementType.INT64)
            .build();
    try (InferenceSession session = TestModels.open(model, true)) {
      Tensor one = Tensor.of(Shape.of(1), 1f);
      InferenceRequest request =
          InferenceRequest.of("s", one)
              .and("t", TensorSequence.of(one))
              .and("u", TensorSequence.of(one))
              .and("v", TensorValue.absent());
      assertThatThrownBy(() -> session.infer(request))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              e ->
                  assertThat(e.mismatches())
                      .containsExactly(
                          "The model has no input v, it has s, t, u",
                          "Input s needs SEQUENCE, got FP32 [1]",
                          "Input t needs TENSOR, got FP32 sequence of [1]",
                          "Input u needs type INT64, got FP32"));
    }
  }

  @Test
  void infer_tensorsOfSequenceDoNotFit_isRefused() {
    OnnxType boxes = new OnnxType.SequenceType(OnnxType.tensor(OnnxElementType.FLOAT, -1, 4));
    try (InferenceSession session = TestModels.open(identity(boxes), true)) {
      TensorSequence input = TensorSequence.of(Tensor.of(Shape.of(1, 3), 1f, 2f, 3f));
      assertThatThrownBy(() -> session.infer(InferenceRequest.of("x", input)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("Input x needs tensors of shape [-1, 4], got [1, 3]");
      assertThatThrownBy(() -> session.infer(InferenceRequest.of(Map.of())))
          .hasMessage("Input x is missing, it needs SEQUENCE of FP32 [-1, 4]");
    }
  }

  @Test
  void bind_modelOfSequences_isRefusedWithTheWayOut() {
    try (InferenceSession session =
        TestModels.open(identity(sequence(OnnxElementType.FLOAT)), true)) {
      assertThatThrownBy(() -> session.bind(Map.of()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("Input x SEQUENCE of FP32 [-1] needs infer");
    }
  }

  @Test
  void close_ofModelOfSequences_endsIt() {
    InferenceSession session = TestModels.open(identity(sequence(OnnxElementType.FLOAT)), true);
    session.close();
    session.close();
    TensorSequence input = TensorSequence.of(Tensor.of(Shape.of(1), 1f));
    assertThatThrownBy(() -> session.infer(InferenceRequest.of("x", input)))
        .isInstanceOf(io.lepton.model.SessionClosedException.class);
  }
}
