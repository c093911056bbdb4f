package dev.continuum.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesTest {

  @Test
  void fetchingADeviceChangesNothingOfIt() {
    Devices devices = new Devices(3);
    for (int i = 0; i < 3; i++) {
      devices.init(i, Integer.MAX_VALUE - i, 77L + i);
    }
    devices.use(1, 2.5);
    devices.radioEnd(1, 5);
    devices.busy(1, 400);
    devices.queue(1, 9);
    int first = devices.nextRequest(1);

    for (int i = 0; i < 3; i++) {
      devices.fetch(i);
    }

    assertThat(first).isZero();
    assertThat(devices.requests(1)).isEqualTo(1);
    assertThat(devices.group(1)).isEqualTo(Integer.MAX_VALUE - 1);
    assertThat(devices.arrivals(1)).isEqualTo(78);
    assertThat(devices.joules(1)).isEqualTo(2.5);
    assertThat(devices.radioEnd(1)).isEqualTo(5);
    assertThat(devices.busyMillicores(1)).isEqualTo(400);
    assertThat(devices.queue(1)).isEqualTo(9);
    assertThat(devices.takeUp(1, 10, 3)).isZero();
    assertThat(devices.takeDown(1, 10, 3)).isZero();
  }

  @Test
  void aDeadDeviceKeepsItsGroupAndItsRequests() {
    Devices devices = new Devices(2);
    devices.init(0, 41, 0);
    devices.init(1, 42, 0);
    assertThat(devices.nextRequest(1)).isZero();

    devices.die(1);

    assertThat(devices.isDead(0)).isFalse();
    assertThat(devices.isDead(1)).isTrue();
    assertThat(devices.group(1)).isEqualTo(42);
    assertThat(devices.requests(1)).isEqualTo(1);
  }
}
