package io.lepton.format.onnx;

import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.joined;
import static io.lepton.format.onnx.Protos.wrap;

import java.util.List;
import java.util.Map;

/** A file with every field that Lepton reads and cannot write. */
final class AllFields {

  private AllFields() {}

  static byte[] file() {
    ProtoMessage tensor = hex("0802 1001 2208 0000803f 00000040 420174");
    ProtoMessage external =
        hex("0802 1001 420165 7001")
            .with(13, StringEntries.write(Map.of("location", "w", "offset", "4")));
    ProtoMessage sparse = wrap(1, tensor).with(2, hex("0802 1007 3a02 0001"));
    ProtoMessage node =
        hex("0a0178 120179 220152 3a05 6c6f63616c 3203 646f63")
            .with(
                5,
                List.of(
                    hex("0a0161 4203 01ac02 a00107"),
                    joined(hex("0a0162 a00109"), wrap(10, tensor)),
                    joined(hex("0a0163 a0010b"), wrap(22, sparse)),
                    joined(hex("0a0164 a0010d"), wrap(14, hex("2204 0a02 0a00"))),
                    hex("0a0165 aa010166 a00102")));
    ProtoMessage graph =
        joined(hex("120167 7206 0a0471756e74"), wrap(1, node))
            .with(5, List.of(tensor, external))
            .with(11, hex("0a0178 1206 2a04 0807 1200"))
            .with(12, hex("0a0179 1206 4a04 0a02 0a00"))
            .with(15, sparse);
    ProtoMessage function =
        joined(hex("0a0152 220178 2a0179 52056c6f63616c 4a02 1011"), wrap(7, node));
    return hex("0808 120174 1a0131 220164 2803 3203646f63")
        .with(7, graph)
        .with(8, hex("1011"))
        .with(14, StringEntries.write(Map.of("k", "v")))
        .with(20, wrap(1, wrap(1, node)).with(2, wrap(5, tensor)))
        .with(25, function)
        .toBytes();
  }
}
