package io.lepton.bench.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Writes small JSON documents for programs that call the command. */
final class Json {

  private Json() {}

  /**
   * Writes one document and a line end.
   *
   * @param out where; flushed, not closed
   * @param document writes one value
   * @throws IOException if it cannot be written
   */
  static void write(OutputStream out, Consumer<JsonGenerator> document) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      document.accept(json);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Writes an array of texts as a property.
   *
   * @param json where
   * @param name the property's name
   * @param texts the elements
   */
  static void writeTexts(JsonGenerator json, String name, Collection<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
