package dev.continuum.benchmarks.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.cloudsimplus.brokers.DatacenterBroker;
import org.cloudsimplus.brokers.DatacenterBrokerSimple;
import org.cloudsimplus.cloudlets.Cloudlet;
import org.cloudsimplus.cloudlets.CloudletSimple;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.schedulers.cloudlet.CloudletSchedulerSpaceShared;
import org.cloudsimplus.utilizationmodels.UtilizationModelFull;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

/**
 * CloudSim Plus on a plain crowd: a virtual machine of as many processors for each node, first come
 * first served, and a cloudlet for each request. The network's constant delay is added to what it
 * reports. Source: Silva Filho et al. 2017 (DOI 10.23919/INM.2017.7987304).
 */
final class CloudSimRun {

  private static final double MIPS = 1e6;
  private static final double LEAST_GAP_SECONDS = 1e-5;
  private static final long PLENTY = 1_000_000;

  private CloudSimRun() {}

  static Measured measure(Crowd crowd, int requests) {
    double start = EngineRun.cpuSeconds();
    CloudSimPlus simulation = new CloudSimPlus(LEAST_GAP_SECONDS);
    List<Host> hosts = new ArrayList<>();
    List<Vm> machines = new ArrayList<>();
    for (int i = 0; i < crowd.nodes(); i++) {
      hosts.add(host());
      Vm machine = new VmSimple(MIPS, Crowd.SERVERS);
      machine.setRam(PLENTY / 2).setBw(PLENTY / 2).setSize(PLENTY / 2);
      machine.setCloudletScheduler(new CloudletSchedulerSpaceShared());
      machines.add(machine);
    }
    var unused = new DatacenterSimple(simulation, hosts);
    DatacenterBroker broker = new DatacenterBrokerSimple(simulation);
    broker.submitVmList(machines);
    broker.submitCloudletList(cloudlets(crowd, requests, machines));
    simulation.start();
    double cpu = EngineRun.cpuSeconds() - start;
    List<Cloudlet> finished = broker.getCloudletFinishedList();
    double mean =
        finished.stream()
            .mapToDouble(each -> each.getFinishTime() - each.getSubmissionDelay())
            .average()
            .orElse(Double.NaN);
    return new Measured(
        finished.size(),
        simulation.getGeneratedEventsNumber(),
        cpu,
        1e3 * mean + 2 * Crowd.DELAY.toMillis(),
        0);
  }

  private static Host host() {
    List<Pe> processors = new ArrayList<>();
    for (int i = 0; i < Crowd.SERVERS; i++) {
      processors.add(new PeSimple(MIPS));
    }
    return new HostSimple(PLENTY, PLENTY, PLENTY, processors);
  }

  private static List<Cloudlet> cloudlets(Crowd crowd, int requests, List<Vm> machines) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    double rate = crowd.devices() * Crowd.RATE;
    double at = 0;
    List<Cloudlet> cloudlets = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      at += random.nextExponential() / rate;
      long length =
          Math.max(1, Math.round(MIPS * Crowd.SERVICE_SECONDS * random.nextExponential()));
      Cloudlet cloudlet = new CloudletSimple(length, 1);
      cloudlet.setUtilizationModelCpu(new UtilizationModelFull());
      cloudlet.setSubmissionDelay(at);
      cloudlet.setVm(machines.get(random.nextInt(machines.size())));
      cloudlets.add(cloudlet);
    }
    return cloudlets;
  }
}
