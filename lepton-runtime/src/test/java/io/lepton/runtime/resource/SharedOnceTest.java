package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.runtime.resource.SharedOnce.Share;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedOnceTest {

  private final SharedOnce<String, Thing> things = new SharedOnce<>();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger freed = new AtomicInteger();

  private final class Thing implements AutoCloseable {
    Thing() {
      made.incrementAndGet();
    }

    @Override
    public void close() {
      freed.incrementAndGet();
    }
  }

  @Test
  void open_sameKey_isTheSameThing() {
    try (Share<Thing> one = things.open("a", Thing::new);
        Share<Thing> other = things.open("a", Thing::new)) {
      assertThat(one.value()).isSameAs(other.value());
      assertThat(things.size()).isEqualTo(1);
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void open_otherKey_isAnotherThing() {
    try (Share<Thing> one = things.open("a", Thing::new);
        Share<Thing> other = things.open("b", Thing::new)) {
      assertThat(one.value()).isNotSameAs(other.value());
    }
    assertThat(freed).hasValue(2);
  }

  @Test
  void close_lastOfAll_frees() {
    Share<Thing> one = things.open("a", Thing::new);
    Share<Thing> other = things.open("a", Thing::new);
    one.close();
    assertThat(freed).hasValue(0);
    other.close();
    assertThat(freed).hasValue(1);
    assertThat(things.size()).isZero();
  }

  @Test
  void close_again_doesNotCountTwice() {
    Share<Thing> one = things.open("a", Thing::new);
    Share<Thing> other = things.open("a", Thing::new);
    one.close();
    one.close();
    assertThat(freed).hasValue(0);
    other.close();
  }

  @Test
  void open_afterItWasFreed_makesItAnew() {
    things.open("a", Thing::new).close();
    things.open("a", Thing::new).close();
    assertThat(made).hasValue(2);
    assertThat(freed).hasValue(2);
  }

  @Test
  void open_makerFails_leavesNothingAndTheNextTriesAgain() {
    assertThatThrownBy(
            () ->
                things.open(
                    "a",
                    () -> {
                      throw new IOException("no");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(things.size()).isZero();
    things.open("a", Thing::new).close();
    assertThat(freed).hasValue(1);
  }

  @Test
  void alone_close_frees() {
    Share<Thing> share = SharedOnce.alone(new Thing());
    share.close();
    assertThat(freed).hasValue(1);
    assertThat(things.size()).isZero();
  }
}
