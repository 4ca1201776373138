package dev.parley.bench.accounts;

import java.sql.SQLException;
import java.util.List;

/** People with a device each that is told of messages, fifty friends, and groups of eight. Their ids count from one. */
final class Population {
    /** How many people there are for each group. */
    static final int PEOPLE_OF_GROUP = 2;

    private final int people;

    Population(int people) {
        this.people = people;
    }

    /** Blocks; foreign keys are not looked at, which a superuser may ask for. */
    void fill(Server server, String database) throws SQLException {
        String everybody = " FROM generate_series(1, " + people + ") i";
        String groups = " FROM generate_series(1, " + people / PEOPLE_OF_GROUP + ") g";
        server.execute(
                database,
                List.of(
                        "SET session_replication_role = replica",
                        "INSERT INTO users (id, username, password_hash, display_name, about, avatar, presence,"
                                + " read_receipts, created_at) SELECT i, 'user' || i, repeat('x', 97), 'User ' || i, '', '',"
                                + " 'EVERYONE', TRUE, 0" + everybody,
                        "INSERT INTO devices (id, user_id, name, platform, created_at, last_seen_at, sign_in, generation,"
                                + " expires_at) SELECT i, i, 'Phone', 'web', 0, 0, 's' || i, 1, 4102444800000"
                                + everybody,
                        "INSERT INTO push_registrations (device_id, user_id, sign_in, channel, provider, address, push_key,"
                                + " secret) SELECT i, i, 's' || i, 'WEBPUSH', 'WEBPUSH:push.example',"
                                + " 'https://push.example/send/' || repeat(md5(i::text), 5), repeat(md5(i::text), 2),"
                                + " left(md5(i::text), 22)" + everybody,
                        "INSERT INTO push_wishes (user_id, carries) SELECT i, 'SENDER'" + everybody
                                + " WHERE i % 5 = 0",
                        "INSERT INTO friendships (user_id, friend_id, since) SELECT i, (i - 1 + k + " + people + ") % "
                                + people + " + 1, 0" + everybody + ", generate_series(-25, 25) k WHERE k <> 0",
                        "INSERT INTO blocks (blocker, blocked, since) SELECT i, i % " + people + " + 1, 0" + everybody
                                + " WHERE i % 10 = 0",
                        "INSERT INTO groups (id, name, owner, created_at, last_change) SELECT g, 'Group ' || g, g, 0, g"
                                + groups,
                        "INSERT INTO group_members (group_id, user_id, seat, admin, joined) SELECT g, (g::bigint * 7919 + s * 104729) % "
                                + people + " + 1, s, FALSE, g" + groups
                                + ", generate_series(1, 8) s ON CONFLICT DO NOTHING",
                        "INSERT INTO preferences (user_id, conversation, muted) SELECT user_id, 'g:' || group_id, TRUE FROM"
                                + " group_members WHERE seat = 1 ON CONFLICT DO NOTHING",
                        "VACUUM ANALYZE"));
    }
}
