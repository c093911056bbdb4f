package dev.continuum.solver.exact;

/**
 * The most profitable devices of one kind, best first, up to a number of devices. Reused between
 * evaluations; not thread-safe.
 */
final class TopProfits {

  private double[] profit = new double[8];
  private int[] item = new int[8];
  private int[] devices = new int[8];
  private int size;
  private int most;
  private int total;

  /** Most profit of k devices, by k. */
  private double[] sums = new double[8];

  /** Starts anew, for at most so many devices. */
  void clear(int mostDevices) {
    most = mostDevices;
    size = 0;
    total = 0;
  }

  /** Offers the devices of an item, each with the same positive profit. */
  void offer(int which, double profitPerDevice, int count) {
    if (count == 0 || most == 0 || (total >= most && profitPerDevice <= profit[size - 1])) {
      return;
    }
    if (size == profit.length) {
      grow();
    }
    int at = size;
    while (at > 0 && profit[at - 1] < profitPerDevice) {
      profit[at] = profit[at - 1];
      item[at] = item[at - 1];
      devices[at] = devices[at - 1];
      at--;
    }
    profit[at] = profitPerDevice;
    item[at] = which;
    devices[at] = count;
    size++;
    total += count;
    while (total - devices[size - 1] >= most) {
      total -= devices[--size];
    }
  }

  /** Sums up; to be called once all are offered. */
  void finish() {
    int reach = Math.min(total, most);
    if (sums.length <= reach) {
      sums = new double[2 * reach + 1];
    }
    sums[0] = 0;
    int k = 0;
    for (int i = 0; i < size; i++) {
      for (int d = 0; d < devices[i] && k < reach; d++, k++) {
        sums[k + 1] = sums[k] + profit[i];
      }
    }
    total = reach;
  }

  /** Most profit of at most so many devices. */
  double of(long count) {
    return sums[(int) Math.min(count, total)];
  }

  /** How many devices pay. */
  int total() {
    return total;
  }

  /** Adds the first devices to what each item has. */
  void serve(long count, double[] served) {
    long left = Math.min(count, total);
    for (int i = 0; i < size && left > 0; i++) {
      long here = Math.min(left, devices[i]);
      served[item[i]] += here;
      left -= here;
    }
  }

  private void grow() {
    profit = java.util.Arrays.copyOf(profit, 2 * size);
    item = java.util.Arrays.copyOf(item, 2 * size);
    devices = java.util.Arrays.copyOf(devices, 2 * size);
  }
}
