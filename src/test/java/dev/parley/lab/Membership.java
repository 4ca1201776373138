package dev.parley.lab;

import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nobody is shown, live, by sync or in a log, what was sent while they were surely not in the conversation. */
final class Membership implements Check {
    @Override
    public List<String> wrong(History history) {
        Members members = new Members(history);
        Map<Long, Message> messages = history.byId();
        Map<String, String> owners = history.owners();
        List<String> wrong = new ArrayList<>();
        for (Got got : history.of(Got.class)) {
            if (isOutside(members, messages.get(got.entry().id()), owners.get(got.device()))) {
                wrong.add(got.device() + " was shown " + got.entry());
            }
        }
        for (Logged log : history.of(Logged.class)) {
            log.texts().stream()
                    .filter(text -> isOutside(members, messages.get(text.id()), log.user()))
                    .forEach(text -> wrong.add("the log showed " + log.user() + " " + text));
        }
        for (Follows inbox : history.of(Follows.class)) {
            inbox.entries().stream()
                    .filter(entry -> isOutside(members, messages.get(entry.id()), inbox.user()))
                    .forEach(entry -> wrong.add("the inbox showed " + inbox.user() + " " + entry));
        }
        return wrong;
    }

    private static boolean isOutside(Members members, Message message, String user) {
        return message != null && members.surelyOut(message, user);
    }
}
