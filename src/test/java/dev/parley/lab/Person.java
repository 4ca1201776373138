package dev.parley.lab;

import dev.parley.it.Device;
import dev.parley.lab.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Somebody with some devices who writes to a few others and to groups, answers, reads, and comes and goes. Runs on the event
 * loop of the {@link Crowd}.
 */
final class Person {
    /** Of a thousand acts, how many are not texts: reading, changing a text, a device that comes or goes, a look, a change of members. */
    private static final int READS = 100;

    private static final int EDITS = 60;
    private static final int DELETES = 25;

    private static final int COMES_OR_GOES = 40;
    private static final int LOOKS = 60;
    private static final int CHANGES_MEMBERS = 30;
    private static final int ALL = 1_000;
    /** How much a device may have on its way before its user waits. */
    private static final int MOST_OPEN = 6;

    private final Crowd crowd;
    private final String name;
    private final Device device;
    private final long paceMillis;
    private final List<Handset> handsets = new ArrayList<>();
    private final List<String> conversations = new ArrayList<>();
    private final List<Group> owned = new ArrayList<>();
    private Person friend = this;
    private long nextAct;

    /** A group of this person's own, and somebody who comes and goes there. */
    private static final class Group {
        final String conversation;
        final Person waverer;
        boolean in = true;
        boolean changing;

        Group(String conversation, Person waverer) {
            this.conversation = conversation;
            this.waverer = waverer;
        }
    }

    /** @param paceMillis how long between two acts, on average */
    Person(Crowd crowd, String name, Device device, long paceMillis) {
        this.crowd = crowd;
        this.name = name;
        this.device = device;
        this.paceMillis = paceMillis;
    }

    String name() {
        return name;
    }

    /** By which it signed up. */
    Device device() {
        return device;
    }

    List<Handset> handsets() {
        return handsets;
    }

    List<String> conversations() {
        return conversations;
    }

    void own(Device another, Link.Kind link) {
        handsets.add(new Handset(crowd, name + "-" + (handsets.size() + 1), name, another.token(), link));
    }

    void talksIn(String conversation) {
        conversations.add(conversation);
    }

    void watches(Person other) {
        friend = other;
    }

    void lets(Person waverer, String group) {
        owned.add(new Group(group, waverer));
    }

    void arrive() {
        handsets.forEach(handset -> handset.wish(true));
        pause();
    }

    void tick() {
        handsets.forEach(Handset::tick);
        if (crowd.isActive() && crowd.now() >= nextAct) {
            act(crowd.dice().nextInt(ALL));
            pause();
        }
    }

    private void pause() {
        nextAct = crowd.now() + crowd.dice().nextLong(2 * paceMillis);
    }

    private void act(int roll) {
        int left = roll;
        if ((left -= READS) < 0) {
            read();
        } else if ((left -= EDITS) < 0) {
            free().ifPresent(handset -> handset.amend(Kind.EDIT));
        } else if ((left -= DELETES) < 0) {
            free().ifPresent(handset -> handset.amend(Kind.DELETE));
        } else if ((left -= COMES_OR_GOES) < 0) {
            comeOrGo();
        } else if ((left -= LOOKS) < 0) {
            crowd.look(this, friend);
        } else if ((left -= CHANGES_MEMBERS) < 0) {
            changeMembers();
        } else {
            free().ifPresent(handset ->
                    handset.say(any(conversations), crowd.dice().nextInt(4) == 0));
        }
    }

    /** A device that may send something more. */
    private Optional<Handset> free() {
        return Optional.of(any(handsets)).filter(handset -> handset.isReady() && handset.openSends() < MOST_OPEN);
    }

    /** By its device, or by a call that is acknowledged. */
    private void read() {
        String conversation = any(conversations);
        Handset handset = any(handsets);
        if (handset.isReady() && crowd.dice().nextBoolean()) {
            handset.read(conversation);
        } else {
            handset.lastSeen(conversation).ifPresent(id -> crowd.read(this, conversation, id));
        }
    }

    /** The first device stays, so that somebody is there. */
    private void comeOrGo() {
        if (handsets.size() > 1) {
            Handset handset = any(handsets.subList(1, handsets.size()));
            handset.wish(!handset.isWanted());
        }
    }

    private void changeMembers() {
        if (owned.isEmpty()) {
            return;
        }
        Group group = any(owned);
        if (!group.changing) {
            group.changing = true;
            group.in = !group.in;
            crowd.change(this, group.conversation, group.waverer, group.in).onSuccess(done -> group.changing = false);
        }
    }

    private <T> T any(List<T> all) {
        RandomGenerator dice = crowd.dice();
        return all.get(dice.nextInt(all.size()));
    }
}
