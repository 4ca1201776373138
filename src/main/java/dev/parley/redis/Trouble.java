package dev.parley.redis;

import java.util.regex.Pattern;

/** What a failed command says of the connection that it was sent over. */
enum Trouble {
    /** The server will not do the command: asking it again does not help. */
    REFUSED,
    /** The connection is gone, could not be opened, or does not lead to the server that can do the command. */
    LOST;

    /** What the client says of many commands at once is a text, whether the server answered it or a connection was cut. */
    private static final Pattern ANSWER = Pattern.compile(
            "\\b(WRONGTYPE|OOM|MISCONF|NOPERM|NOAUTH|WRONGPASS|CROSSSLOT)\\b|running script|unknown command|syntax error");

    private static final Pattern ANSWER_OF_A_REPLICA = Pattern.compile("\\bREADONLY\\b");

    static Trouble of(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        boolean refused = ANSWER.matcher(message).find()
                && !ANSWER_OF_A_REPLICA.matcher(message).find();
        return refused ? REFUSED : LOST;
    }
}
