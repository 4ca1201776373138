package dev.parley.lab;

import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One order, by id: what one device sent to a conversation has it in the order sent and arrives in it, a reply comes after
 * what it answers, and logs keep to it. What comes too late to be live is left out.
 */
final class Order implements Check {
    /** What one device sends to one conversation. */
    private record Voice(String device, String conversation) {}

    /** What one connection hears of a voice. */
    private record Ear(String device, int connection, Voice voice) {}

    @Override
    public List<String> wrong(History history) {
        List<String> wrong = new ArrayList<>();
        Map<Voice, List<Message>> voices = new LinkedHashMap<>();
        for (Message message : history.messages()) {
            voices.computeIfAbsent(new Voice(message.device(), message.conversation()), first -> new ArrayList<>())
                    .add(message);
            if (message.first().names() >= message.id()) {
                wrong.add(message.ref() + " is not after what it answers or changes");
            }
        }
        voices.values().forEach(said -> {
            wrong.addAll(oneAfterTheOther(said));
            wrong.addAll(inOneGo(said));
        });
        wrong.addAll(arrivals(history));
        history.of(Logged.class).stream()
                .filter(log -> !isSorted(log))
                .forEach(log ->
                        wrong.add("the log of " + log.conversation() + " for " + log.user() + " is not in order"));
        return wrong;
    }

    /** What was sent after another was accepted has a larger id. */
    private static List<String> oneAfterTheOther(List<Message> said) {
        List<String> wrong = new ArrayList<>();
        List<Message> answered = said.stream()
                .sorted(Comparator.comparingLong(Message::acceptedAt))
                .toList();
        long largest = 0;
        int next = 0;
        for (Message message : said) {
            while (next < answered.size()
                    && answered.get(next).acceptedAt() < message.first().at()) {
                largest = Math.max(largest, answered.get(next).id());
                next++;
            }
            if (message.id() <= largest) {
                wrong.add(message.ref() + " was sent after " + largest + " was accepted, as " + message.id());
            }
        }
        return wrong;
    }

    /** What was sent on one connection, without a second attempt, has ids in that order. */
    private static List<String> inOneGo(List<Message> said) {
        List<String> wrong = new ArrayList<>();
        Map<Integer, Message> last = new HashMap<>();
        for (Message message : said) {
            if (message.attempts() == 1) {
                Message before = last.put(message.first().connection(), message);
                if (before != null && before.id() >= message.id()) {
                    wrong.add(message.ref() + " was sent after " + before.ref() + " and comes before it");
                }
            }
        }
        return wrong;
    }

    /** What was sent once, comes live and was not there yet comes in the order of ids. */
    private static List<String> arrivals(History history) {
        List<String> wrong = new ArrayList<>();
        Map<Long, Message> messages = history.byId();
        Map<Ear, Long> last = new HashMap<>();
        Map<String, Set<Long>> had = new HashMap<>();
        for (Got got : history.of(Got.class)) {
            boolean fresh = had.computeIfAbsent(got.device(), first -> new HashSet<>())
                    .add(got.entry().id());
            Message message = messages.get(got.entry().id());
            if (fresh && got.live() && message != null && message.attempts() == 1 && !isLate(got, message)) {
                Voice voice = new Voice(message.device(), message.conversation());
                Ear ear = new Ear(got.device(), got.connection(), voice);
                long before = last.getOrDefault(ear, 0L);
                if (before > got.entry().id()) {
                    wrong.add(got.device() + " got " + message.ref() + " after a later one of " + voice.device());
                }
                last.put(ear, Math.max(before, got.entry().id()));
            }
        }
        return wrong;
    }

    /** What part of a network held back may come after what was sent later; {@link Live} judges whether it may be late. */
    private static boolean isLate(Got got, Message message) {
        return got.at() > message.acceptedAt() + Live.LIMIT_MILLIS;
    }

    private static boolean isSorted(Logged log) {
        for (int i = 1; i < log.texts().size(); i++) {
            if (log.texts().get(i - 1).id() >= log.texts().get(i).id()) {
                return false;
            }
        }
        return true;
    }
}
