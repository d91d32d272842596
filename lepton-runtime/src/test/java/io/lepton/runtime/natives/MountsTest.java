package io.lepton.runtime.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where code may be loaded from. */
class MountsTest {

  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(temporary.toRealPath().resolve("a b/natives"));
  }

  private boolean isExecutable(String... lines) throws IOException {
    return new Mounts(List.of(lines)).isExecutable(folder);
  }

  private static String mount(String path, String options) {
    return "36 35 98:0 /mnt1 " + path + " " + options + " master:1 - ext3 /dev/root rw,noexec";
  }

  @Test
  void isExecutable_noMountsKnown_isTrue() throws IOException {
    assertThat(isExecutable()).isTrue();
  }

  @Test
  void isExecutable_rootMountedNoexec_isFalse() throws IOException {
    assertThat(isExecutable(mount("/", "rw,noexec,relatime"))).isFalse();
  }

  @Test
  void isExecutable_nearerMount_decides() throws IOException {
    String near = mount(temporary.toRealPath().toString(), "rw,nosuid");
    assertThat(isExecutable(near, mount("/", "rw,noexec"))).isTrue();
  }

  @Test
  void isExecutable_laterMountAtTheSamePlace_decides() throws IOException {
    assertThat(isExecutable(mount("/", "rw"), mount("/", "noexec"))).isFalse();
  }

  @Test
  void isExecutable_mountOfASimilarName_isAnother() throws IOException {
    String path = temporary.toRealPath().toString();
    String similar = path.substring(0, path.length() - 1);
    assertThat(isExecutable(mount("/", "rw"), mount(similar, "noexec"))).isTrue();
  }

  @Test
  void isExecutable_placeWithABlank_isFound() throws IOException {
    String escaped = folder.getParent().toString().replace(" ", "\\040");
    assertThat(isExecutable(mount("/", "rw"), mount(escaped, "rw,noexec"))).isFalse();
  }

  @Test
  void isExecutable_brokenTable_isTrue() throws IOException {
    assertThat(isExecutable("", "36", "36 35 98:0 /mnt1 / ")).isTrue();
  }

  @Test
  void ofThisProcess_temporaryFolder_isKnown() throws IOException {
    Mounts.ofThisProcess().isExecutable(folder);
  }
}
