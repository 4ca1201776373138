package dev.parley.lab;

import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Pushed;
import dev.parley.lab.Fact.PusherDied;
import dev.parley.lab.Fact.Registered;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is never connected is told of every text by a push, of a deleted one perhaps, and of none twice, but for
 * what a process that sends them had in hand when it died or lost touch with their queue.
 */
final class Pushes implements Check {
    /** How long what a dead process had claimed is its own, and some time to notice. */
    private static final long MADE_UP_FOR_MILLIS = 60_000;
    /** How long a push may be under way before it is settled. */
    private static final long IN_HAND_MILLIS = 10_000;

    @Override
    public List<String> wrong(History history) {
        List<Long> deaths =
                history.of(PusherDied.class).stream().map(PusherDied::at).toList();
        Members members = new Members(history);
        List<Message> messages = history.messages();
        Set<Long> deleted = messages.stream()
                .filter(message -> message.first().kind() == Kind.DELETE)
                .map(message -> message.first().names())
                .collect(Collectors.toSet());
        List<Pushed> pushed = history.of(Pushed.class);
        return history.of(Registered.class).stream()
                .flatMap(bot -> wrong(bot, messages, deleted, members, pushed, deaths))
                .toList();
    }

    private static Stream<String> wrong(
            Registered bot,
            List<Message> messages,
            Set<Long> deleted,
            Members members,
            List<Pushed> pushed,
            List<Long> deaths) {
        List<Message> due = messages.stream()
                .filter(message -> !message.amends()
                        && !message.user().equals(bot.user())
                        && message.first().at() > bot.at()
                        && members.surelyIn(message, bot.user()))
                .toList();
        List<Pushed> got =
                pushed.stream().filter(push -> push.user().equals(bot.user())).toList();
        return Stream.concat(
                        due.stream().map(Message::conversation), got.stream().map(Pushed::conversation))
                .distinct()
                .flatMap(conversation -> wrong(
                        bot.user() + " in " + conversation,
                        due.stream()
                                .filter(one -> one.conversation().equals(conversation))
                                .toList(),
                        deleted,
                        got.stream()
                                .filter(one -> one.conversation().equals(conversation))
                                .toList(),
                        deaths)
                        .stream());
    }

    private static List<String> wrong(
            String who, List<Message> due, Set<Long> deleted, List<Pushed> got, List<Long> deaths) {
        List<String> wrong = new ArrayList<>();
        List<Message> left =
                due.stream().filter(message -> !deleted.contains(message.id())).toList();
        int told = got.stream().mapToInt(Pushed::count).sum();
        if (told < left.size()) {
            wrong.add(who + " was told of " + told + " messages instead of " + left.size() + " by " + got);
        }
        left.stream()
                .filter(message -> got.stream().noneMatch(push -> push.last() >= message.id()))
                .forEach(message -> wrong.add(who + " was not told of " + message.ref()));
        if (told > due.size() && deaths.stream().noneMatch(death -> explains(death, got))) {
            wrong.add(who + " was told of " + told + " messages instead of " + due.size() + ", though nothing died, by "
                    + got.stream()
                            .map(push -> push.at() + ":" + push.last() + "×" + push.count())
                            .collect(Collectors.joining(" ")));
        }
        return wrong;
    }

    private static boolean explains(long death, List<Pushed> got) {
        return got.stream().anyMatch(push -> push.at() >= death - IN_HAND_MILLIS && push.at() <= death + IN_HAND_MILLIS)
                && got.stream().anyMatch(push -> push.at() > death && push.at() <= death + MADE_UP_FOR_MILLIS);
    }
}
