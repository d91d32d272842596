package io.lepton.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** When foreign calls are allowed, and what is said when they are not. */
class ForeignAccessTest {

  @Test
  @EnabledForJreRange(max = JRE.JAVA_21)
  void isAllowed_olderJdk_isNotAndSaysWhichIsNeeded() {
    assertThat(ForeignAccess.isAllowed()).isFalse();
    assertThat(ForeignAccess.describe())
        .isEqualTo(
            "JDK %d has none, calls go through JNI: needs JDK 22 or later"
                .formatted(Runtime.version().feature()));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_22)
  void isAllowed_newerJdk_isOrSaysHowToEnableIt() {
    assertThat(ForeignAccess.describe())
        .isEqualTo(
            ForeignAccess.isAllowed()
                ? "native access is enabled"
                : "native access is not enabled, calls go through JNI: start the JVM with"
                    + " --enable-native-access=ALL-UNNAMED");
  }
}
