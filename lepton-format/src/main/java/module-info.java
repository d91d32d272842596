/**
 * Data of any format in typed columns and back: reading, writing, checking, cleaning, describing;
 * and the structure of ONNX files.
 *
 * <p>Begin with {@link io.lepton.format.Conversion} to turn a file into another, or with {@link
 * io.lepton.format.Formats} to find the format of a file, or construct one: {@link
 * io.lepton.format.csv.CsvFormat}, {@link io.lepton.format.json.JsonFormat}, {@link
 * io.lepton.format.xml.XmlFormat}.
 */
module io.lepton.format {
  requires transitive io.lepton.api;
  requires java.xml;
  requires t.digest;
  requires tools.jackson.core;
  requires static com.github.luben.zstd_jni;
  requires static com.networknt.schema;
  requires static org.jspecify;
  requires static tools.jackson.databind;

  exports io.lepton.format;
  exports io.lepton.format.canonical;
  exports io.lepton.format.cleaning;
  exports io.lepton.format.compression;
  exports io.lepton.format.csv;
  exports io.lepton.format.diff;
  exports io.lepton.format.fixed;
  exports io.lepton.format.json;
  exports io.lepton.format.onnx;
  exports io.lepton.format.profile;
  exports io.lepton.format.quality;
  exports io.lepton.format.schema;
  exports io.lepton.format.xml;

  uses io.lepton.spi.RecordFormat;

  provides io.lepton.spi.RecordFormat with
      io.lepton.format.csv.CsvFormat,
      io.lepton.format.csv.TsvFormat,
      io.lepton.format.fixed.FixedWidthFormat,
      io.lepton.format.json.JsonFormat,
      io.lepton.format.json.NdjsonFormat,
      io.lepton.format.xml.XmlFormat;
}
