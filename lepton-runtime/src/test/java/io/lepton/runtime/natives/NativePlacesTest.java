package io.lepton.runtime.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where libraries are kept. */
class NativePlacesTest {

  private static final Platform LINUX = Platform.of("Linux", "amd64");

  private static Path absolute(String path) {
    return Path.of(path).toAbsolutePath();
  }

  @Test
  void usual_onLinux_isTheUsersCacheThenTheTemporaryFolder() {
    assertThat(NativePlaces.usual(LINUX, absolute("/home/ada").toString(), "/tmp", "ada").roots())
        .containsExactly(
            absolute("/home/ada/.cache/lepton/natives"), absolute("/tmp/lepton-ada/natives"));
  }

  @Test
  void usual_onMacOs_isTheUsersCaches() {
    Platform platform = Platform.of("Mac OS X", "aarch64");
    assertThat(NativePlaces.usual(platform, absolute("/Users/ada").toString(), "", "ada").roots())
        .containsExactly(absolute("/Users/ada/Library/Caches/lepton/natives"));
  }

  @Test
  void usual_onWindows_isTheUsersLocalData() {
    Platform platform = Platform.of("Windows 11", "amd64");
    assertThat(NativePlaces.usual(platform, absolute("/Users/ada").toString(), "", "ada").roots())
        .containsExactly(absolute("/Users/ada/AppData/Local/lepton/natives"));
  }

  @Test
  void usual_userWithoutAHome_isTheTemporaryFolder() {
    assertThat(NativePlaces.usual(LINUX, "?", "/tmp", "1000").roots())
        .containsExactly(absolute("/tmp/lepton-1000/natives"));
  }

  @Test
  void usual_nameWithSeparators_staysAName() {
    assertThat(NativePlaces.usual(LINUX, "", "/tmp", "ACME\\ada/../x").roots())
        .containsExactly(absolute("/tmp/lepton-ACME_ada____x/natives"));
  }

  @Test
  void in_aFolder_isRequired() {
    assertThat(NativePlaces.in(Path.of("natives")).isRequired()).isTrue();
  }
}
