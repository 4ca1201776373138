package dev.parley.notification;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Mark;
import dev.parley.bus.PersistenceService.Marks;
import dev.parley.bus.PersistenceService.OfConversation;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PushService.Carries;
import dev.parley.bus.PushService.Letter;
import dev.parley.bus.PushService.Parcel;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks, right before a push would be sent, whether its messages are still to be told of: not those that were read or deleted
 * meanwhile, that a device has got, or that its user does not want to hear of.
 */
final class LastLook {
    private static final int MOST_MESSAGES = 200;
    private static final Set<FailureCode> OUTSIDE = Set.of(FailureCode.ACCESS_DENIED, FailureCode.NOT_FOUND);

    private final Bus bus;
    private final Badges badges;
    private final Sources sources;
    private final Carries most;
    private final Duration giveUp;

    /**
     * @param most the most that a push says
     * @param giveUp how old a message is that is not told of any more
     */
    LastLook(Bus bus, Carries most, Duration giveUp) {
        this.bus = bus;
        this.badges = new Badges(bus);
        this.sources = new Sources(bus);
        this.most = most;
        this.giveUp = giveUp;
    }

    /** @return a future completed with what to do, or failed when that cannot be found out now */
    Future<Decision> at(Parcel parcel, Instant now) {
        if (until(parcel).isBefore(now)) {
            return drop("expired");
        }
        if (parcel.conversation() instanceof ConversationId.Personal) {
            return badges.of(parcel.user()).map(counts -> test(parcel, counts));
        }
        List<MessageId> heard = parcel.letters().stream()
                .filter(letter -> !letter.blocked())
                .map(Letter::message)
                .toList();
        if (parcel.muted() || heard.isEmpty()) {
            return drop(parcel.muted() ? "muted" : "blocked");
        }
        Optional<Instant> quiet = parcel.wishes().quietHours().flatMap(hours -> QuietTime.end(hours, now));
        return quiet.isPresent() ? Future.succeededFuture(new Decision.Hold(quiet.get())) : look(parcel, heard);
    }

    /** When the newest of its messages is too old. */
    private Instant until(Parcel parcel) {
        List<Letter> letters = parcel.letters();
        return letters.get(letters.size() - 1).message().at().plus(giveUp);
    }

    private Decision test(Parcel parcel, Badges.Counts counts) {
        return new Decision.Tell(new Note(
                parcel.user(),
                parcel.conversation(),
                parcel.letters().get(0).message(),
                1,
                0,
                counts.all(),
                Optional.empty(),
                Optional.empty(),
                until(parcel)));
    }

    private static Future<Decision> drop(String reason) {
        return Future.succeededFuture(new Decision.Drop(reason));
    }

    private Future<Decision> look(Parcel parcel, List<MessageId> heard) {
        return bus.request(PersistenceService.MARKS, new OfConversation(parcel.conversation()))
                .compose(marks -> {
                    long seen = seen(marks, parcel);
                    List<MessageId> unseen =
                            heard.stream().filter(id -> id.value() > seen).toList();
                    return unseen.isEmpty() ? drop("received") : lookInside(parcel, unseen);
                });
    }

    /** Up to where the user has got it, on whatever device. */
    private static long seen(Marks marks, Parcel parcel) {
        return marks.marks().stream()
                .filter(mark -> mark.user().equals(parcel.user()))
                .flatMap(LastLook::both)
                .mapToLong(MessageId::value)
                .max()
                .orElse(0);
    }

    private static Stream<MessageId> both(Mark mark) {
        return Stream.of(mark.delivered(), mark.read()).flatMap(Optional::stream);
    }

    private Future<Decision> lookInside(Parcel parcel, List<MessageId> unseen) {
        return bus.request(MembershipService.WINDOWS, new Viewing(parcel.user(), parcel.conversation()))
                .compose(windows -> read(parcel, unseen, windows))
                .recover(cause -> cause instanceof Failure failure && OUTSIDE.contains(failure.code())
                        ? drop("left")
                        : Future.failedFuture(cause));
    }

    private Future<Decision> read(Parcel parcel, List<MessageId> unseen, Windows windows) {
        MessageId newest = unseen.get(unseen.size() - 1);
        Place upTo = new Place.Before(newest.value() + 1);
        return bus.request(
                        PersistenceService.HISTORY,
                        new History(parcel.conversation(), upTo, MOST_MESSAGES, windows.windows()))
                .compose(page -> tell(parcel, told(page, unseen)));
    }

    private static List<Message> told(HistoryPage page, List<MessageId> unseen) {
        Set<MessageId> wanted = unseen.stream().collect(Collectors.toSet());
        return page.messages().stream()
                .filter(message -> wanted.contains(message.id()) && !message.isDeleted())
                .toList();
    }

    private Future<Decision> tell(Parcel parcel, List<Message> told) {
        if (told.isEmpty()) {
            return drop("deleted");
        }
        Message last = told.get(told.size() - 1);
        return Future.all(badges.of(parcel.user()), sources.of(last))
                .map(known -> new Decision.Tell(
                        note(parcel, told, known.<Badges.Counts>resultAt(0), known.<Note.Source>resultAt(1))));
    }

    private Note note(Parcel parcel, List<Message> told, Badges.Counts counts, Note.Source source) {
        Message last = told.get(told.size() - 1);
        Carries wanted = parcel.wishes().carries();
        Carries says = wanted.compareTo(most) < 0 ? wanted : most;
        return new Note(
                parcel.user(),
                parcel.conversation(),
                last.id(),
                told.size(),
                counts.of(parcel.conversation()),
                counts.all(),
                says == Carries.NOTHING ? Optional.empty() : Optional.of(source),
                says == Carries.TEXT ? Optional.of(last.text()) : Optional.empty(),
                until(parcel));
    }
}
