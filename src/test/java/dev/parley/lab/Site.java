package dev.parley.lab;

import dev.parley.it.Cluster;
import dev.parley.it.ParleyProcess;
import dev.parley.it.Relay;
import dev.parley.lab.Plan.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster of processes on the {@link Stores}, whose clients come by ways that can fail. */
final class Site implements AutoCloseable {
    /** The hops of the bus that a message, a catch-up, a push and a change of members take. */
    private static final List<String> HOPS = List.of(
            "chat.router.submit",
            "chat.persistence.append",
            "chat.persistence",
            "chat.membership",
            "chat.presence",
            "chat.edge",
            "chat.push",
            "chat.");

    private static final List<String> SPLITS = List.of("edge-1", "spare", "messages,people", "middle,edge-2,spare");

    private final Network network;
    private final Stores stores;
    private final Path keys;
    private final Map<String, Member> members = new LinkedHashMap<>();

    /** A process, and what it runs. */
    record Member(ParleyProcess process, List<String> verticles, Optional<Relay> way) {
        boolean runs(String verticle) {
            return verticles.contains(verticle);
        }
    }

    /**
     * @param layout by the name of each process, the verticles in it, after commas
     * @param stores which are closed with the site
     */
    static Site start(Path folder, Network network, Map<String, String> layout, Stores stores) throws Exception {
        Site site = new Site(network, stores, Files.createDirectories(folder.resolve("keys")));
        List<String> names = List.copyOf(layout.keySet());
        Cluster cluster = new Cluster(folder, network.join(names));
        for (String name : names) {
            site.members.put(name, site.member(cluster, name, layout.get(name)));
        }
        site.members.values().forEach(member -> member.process().launch());
        site.awaitReady();
        return site;
    }

    private Site(Network network, Stores stores, Path keys) {
        this.network = network;
        this.stores = stores;
        this.keys = keys;
    }

    private Member member(Cluster cluster, String name, String verticles) throws IOException {
        ParleyProcess process = network.place(name, cluster.faulty(name))
                .with("PARLEY_VERTICLES", verticles)
                .with("PARLEY_DRAIN_SECONDS", "2")
                .with("PARLEY_JWT_KEY_FILE", keys.resolve("jwt.json").toString())
                .with("PARLEY_PUSH_KEY_FILE", keys.resolve("push.json").toString())
                .with("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true");
        stores.settings().forEach(process::with);
        List<String> all = List.of(verticles.split(",", -1));
        if (!all.contains("edge")) {
            return new Member(process, all, Optional.empty());
        }
        Relay way = new Relay(network.host(), process.edge());
        process.with("PARLEY_EDGE_URL", way.uri().toString());
        return new Member(process, all, Optional.of(way));
    }

    Network network() {
        return network;
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
        members.keySet()
                .forEach(name -> all.addAll(List.of(
                        Fault.KILL.to(name),
                        Fault.FREEZE.to(name),
                        Fault.CLOCK.to(name + " 5000"),
                        Fault.CLOCK.to(name + " -5000"))));
        all.addAll(stores.targets());
        HOPS.forEach(hop -> all.add(Fault.LOSE_REPLIES.to(hop)));
        all.addAll(List.of(Fault.LINKS_STALL.to(""), Fault.LINKS_BREAK.to(""), Fault.LINKS_LATE.to("")));
        if (network.canSplit()) {
            SPLITS.stream()
                    .filter(side -> members.keySet().containsAll(List.of(side.split(",", -1))))
                    .forEach(side -> all.add(Fault.SPLIT.to(side)));
        }
        return all.stream()
                .filter(step -> only.contains("") || only.contains(step.fault().name()) || only.contains(step.name()))
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
