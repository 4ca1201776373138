package dev.parley.lab;

import dev.parley.it.Cluster;
import dev.parley.it.ParleyProcess;
import dev.parley.it.Relay;
import dev.parley.lab.Plan.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster of processes on the {@link Stores}, whose clients come by ways that can fail. */
final class Site implements AutoCloseable {
    private static final String HERE = "127.0.0.1";

    private final Stores stores;
    private final Map<String, Member> members = new LinkedHashMap<>();

    /** A process, and what it runs. */
    record Member(ParleyProcess process, List<String> verticles, Optional<Relay> way) {
        boolean runs(String verticle) {
            return verticles.contains(verticle);
        }
    }

    /** @param layout by the name of each process, the verticles in it, after commas */
    static Site start(Path folder, Map<String, String> layout) throws Exception {
        Site site = new Site(Stores.start(folder, HERE));
        Cluster cluster = new Cluster(folder, layout.size());
        for (Map.Entry<String, String> process : layout.entrySet()) {
            site.members.put(process.getKey(), site.member(cluster, process.getKey(), process.getValue()));
        }
        site.members.values().forEach(member -> member.process().launch());
        for (Member member : site.members.values()) {
            member.process().awaitReady();
        }
        return site;
    }

    private Site(Stores stores) {
        this.stores = stores;
    }

    private Member member(Cluster cluster, String name, String verticles) throws IOException {
        ParleyProcess process = cluster.faulty(name)
                .with("PARLEY_VERTICLES", verticles)
                .with("PARLEY_DRAIN_SECONDS", "2")
                .with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true");
        stores.settings("parley_faults").forEach(process::with);
        List<String> all = List.of(verticles.split(",", -1));
        if (!all.contains("edge")) {
            return new Member(process, all, Optional.empty());
        }
        Relay way = new Relay(HERE, process.edge());
        process.with("PARLEY_EDGE_URL", way.uri().toString());
        return new Member(process, all, Optional.of(way));
    }

    Stores stores() {
        return stores;
    }

    Map<String, Member> members() {
        return members;
    }

    Member member(String name) {
        return members.get(name);
    }

    /** All that can go wrong here; each target counts by itself. */
    List<Step> targets() {
        Set<String> only = Set.of(System.getProperty("parley.faults.only", "").split(",", -1));
        List<Step> all = new ArrayList<>(List.of(Fault.RESTART.to("")));
        members.keySet().forEach(name -> all.addAll(List.of(Fault.KILL.to(name), Fault.FREEZE.to(name))));
        Stores.NAMES.forEach(name ->
                all.addAll(List.of(Fault.STORE_KILL.to(name), Fault.STORE_FREEZE.to(name), Fault.STORE_SLOW.to(name))));
        return all.stream()
                .filter(step -> only.contains("") || only.contains(step.fault().name()))
                .toList();
    }

    /** Where clients reach REST. */
    List<URI> apis() {
        List<URI> apis = new ArrayList<>();
        members.values().stream()
                .filter(member -> member.runs("api"))
                .forEach(member -> apis.add(member.process().api()));
        return apis;
    }

    /** Fails when a process does not get ready again. */
    void awaitReady() throws InterruptedException {
        for (Member member : members.values()) {
            member.process().awaitReady();
        }
    }

    @Override
    public void close() {
        members.values().forEach(member -> member.process().close());
        members.values().forEach(member -> member.way().ifPresent(Relay::close));
        stores.close();
    }
}
