package io.lepton.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which libraries a build was linked with. */
class CudaLibrariesTest {

  private static List<String> linkedWith(String names) throws IOException {
    byte[] file = ("\u007fELF" + names + "\0...").getBytes(StandardCharsets.ISO_8859_1);
    return CudaLibraries.linkedWith(new ByteArrayInputStream(file));
  }

  @Test
  void linkedWith_namesOfTheLinker_areRead() throws IOException {
    assertThat(linkedWith("\0libcublasLt.so.13\0libcublas.so.13\0libcudart.so.13\0libcudnn.so.9\0"))
        .containsExactly(
            "libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13", "libcudnn.so.9");
  }

  @Test
  void linkedWith_namesInATextAndWithoutVersion_areNot() throws IOException {
    assertThat(
            linkedWith(
                "\0libcudart.so.12\0cannot open libcufft.so.11 here\0libcurand.so.\0libcudnn.so.9x\0"))
        .containsExactly("libcudart.so.12");
  }

  @Test
  void linkedWith_anotherLibrary_isNothing() throws IOException {
    assertThat(linkedWith("\0libc.so.6\0libcudnn.so.9\0")).isEmpty();
  }

  @Test
  void linkedWith_emptyFile_isNothing() throws IOException {
    assertThat(CudaLibraries.linkedWith(new ByteArrayInputStream(new byte[0]))).isEmpty();
  }
}
