package dev.parley.bench;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** People who write to each other: in pairs, each to the two that sit beside them, or in groups, everybody to all. */
final class Talk implements Scenario {
    private final Crowd crowd;
    private final Options options;
    private final int users;
    private final int groupSize;
    private final Map<Integer, String> groups = new HashMap<>();

    private Talk(Crowd crowd, Options options, int users, int groupSize) {
        this.crowd = crowd;
        this.options = options;
        this.users = users;
        this.groupSize = groupSize;
    }

    static Talk inPairs(Crowd crowd, Options options) {
        return inPairs(crowd, options, options.users());
    }

    static Talk inPairs(Crowd crowd, Options options, int users) {
        return new Talk(crowd, options, users, 0);
    }

    static Talk inGroups(Crowd crowd, Options options, int size) {
        return new Talk(crowd, options, options.users(), size);
    }

    @Override
    public Future<Void> prepare() {
        return crowd.signUp(users)
                .compose(all -> crowd.connect())
                .onSuccess(all -> crowd.acknowledge())
                .compose(all -> groupSize == 0 ? Future.succeededFuture() : makeGroups());
    }

    /** @return a future completed when everybody but a rest is in a group */
    Future<Void> makeGroups() {
        int count = crowd.clients().size() / groupSize;
        return crowd.each("making groups", count, number -> crowd.server()
                .group(members(number).stream().map(Client::login).toList())
                .onSuccess(id -> groups.put(number, id))
                .mapEmpty());
    }

    private List<Client> members(int group) {
        return crowd.clients().subList(group * groupSize, (group + 1) * groupSize);
    }

    /** The groups that were made. */
    List<Stream.Target> groups() {
        return IntStream.range(0, groups.size()).mapToObj(this::group).toList();
    }

    @Override
    public void leave() {
        crowd.leave();
    }

    @Override
    public MailLoad load(Tally tally) {
        Mail mail = new Mail(tally, crowd.server().accepts(), options.textLength);
        crowd.clients().forEach(client -> client.listen(mail));
        streams(mail);
        return new MailLoad(mail);
    }

    /** What everybody writes to everybody they write to. */
    List<Stream> streams(Mail mail) {
        return groupSize == 0 ? inPairs(mail) : inGroups(mail);
    }

    private List<Stream> inPairs(Mail mail) {
        return IntStream.of(1, -1)
                .boxed()
                .flatMap(step -> crowd.clients().stream()
                        .map(client -> mail.stream(client, pair(client, crowd.client(client.number() + step)))))
                .toList();
    }

    /** What two have with each other. */
    static Stream.Target pair(Client one, Client other) {
        long mine = Long.parseLong(one.login().user());
        long theirs = Long.parseLong(other.login().user());
        return new Stream.Target(
                "d:" + Math.min(mine, theirs) + ":" + Math.max(mine, theirs),
                "{\"user\":\"" + theirs + "\"}",
                other.number(),
                1);
    }

    /** One group after the other gets a message, each from the next of its members. */
    private List<Stream> inGroups(Mail mail) {
        return IntStream.range(0, groupSize * groups.size())
                .mapToObj(turn -> mail.stream(
                        members(turn % groups.size()).get(turn / groups.size()), group(turn % groups.size())))
                .toList();
    }

    private Stream.Target group(int number) {
        String id = groups.get(number);
        return new Stream.Target(
                id, "{\"conversation\":\"" + id + "\"}", members(number).get(0).number(), groupSize);
    }
}
