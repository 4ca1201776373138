package dev.parley.sessions.redis;

import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import dev.parley.redis.RedisLink;
import dev.parley.redis.Script;
import dev.parley.sessions.RevocationNews;
import dev.parley.sessions.RevokedSignIn;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * News in a sorted set, by the time at which Redis was told. Marks are such times, and a mark lies some seconds back, for a
 * replica that takes over may have a clock behind.
 */
public final class RedisRevocationNews implements RevocationNews {
    static final int PAGE = 1_000;

    private static final Script TELL = Script.beside(RedisRevocationNews.class, "tell");
    private static final Script SINCE = Script.beside(RedisRevocationNews.class, "since");
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final RedisLink link;
    private final Duration kept;

    private RedisRevocationNews(RedisLink link, Duration kept) {
        this.link = link;
        this.kept = kept;
    }

    /**
     * The news in the Redis that {@code link} leads to.
     *
     * @param kept how long each is kept
     */
    public static RevocationNews on(RedisLink link, Duration kept) {
        return new RedisRevocationNews(link, kept);
    }

    @Override
    public Future<Void> tell(List<RevokedSignIn> revoked) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(kept.toMillis())));
        revoked.forEach(one -> arguments.add(write(one)));
        return link.within(() -> link.run(TELL.call(List.of(Keys.REVOKED), arguments)))
                .mapEmpty();
    }

    @Override
    public Future<Told> since(long mark) {
        List<String> arguments =
                List.of(Long.toString(mark), Integer.toString(PAGE), Long.toString(OVERLAP.toMillis()));
        return link.within(() -> link.run(SINCE.call(List.of(Keys.REVOKED), arguments)))
                .map(reply -> new Told(
                        reply.stream().skip(1).map(RedisRevocationNews::read).toList(),
                        reply.get(0).toLong()));
    }

    private static String write(RevokedSignIn revoked) {
        return String.join(
                " ",
                revoked.user().toString(),
                revoked.device().toString(),
                Long.toString(revoked.at().toEpochMilli()),
                revoked.signIn());
    }

    private static RevokedSignIn read(Response text) {
        String[] parts = text.toString().split(" ", 4);
        return new RevokedSignIn(
                parts[3],
                UserId.parse(parts[0]),
                DeviceId.parse(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])));
    }
}
