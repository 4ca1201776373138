package dev.parley.notification;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.AccountsVerticle;
import dev.parley.accounts.Ids;
import dev.parley.accounts.TestAccounts;
import dev.parley.accounts.sql.SqlAccounts;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.LogIn;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.SignUp;
import dev.parley.bus.AccountsService.SignedIn;
import dev.parley.bus.Bus;
import dev.parley.bus.Endpoint;
import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Order;
import dev.parley.bus.PushService.Queue;
import dev.parley.bus.PushService.Register;
import dev.parley.bus.PushService.Target;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.HybridClock;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Accounts over H2 with the real queue, a stand-in for the message store, and as many couriers as a test wants. */
public final class PushTown {
    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx);
    public final PushLog log = new PushLog();
    private final List<String> deployed = new ArrayList<>();
    volatile Tally tally = new Tally();
    private final AtomicInteger names = new AtomicInteger();
    private final Path folder;

    public PushTown(Path folder) throws Exception {
        this(folder, vx -> SqlAccounts.openH2(vx, folder));
    }

    PushTown(Path folder, Function<Vertx, Future<AccountStores>> open) throws Exception {
        this.folder = folder;
        await(log.serve(bus));
        await(vertx.deployVerticle(new AccountsVerticle(
                bus,
                open,
                TestAccounts.CHEAP,
                folder.resolve("jwt-keys.json"),
                new ClockIds(),
                InstantSource.system())));
    }

    /** Tries again soon. */
    static Pace paced(Duration look) {
        Backoff soon = Pace.backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
        return new Pace(look, soon, soon, soon);
    }

    /** Settings that let pushes go to this machine. */
    public Settings.Push settings(String... more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("PARLEY_WEBHOOK_ALLOW_PRIVATE", "true", "PARLEY_DATA_DIR", folder.toString()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return SettingsLoader.load(new JsonObject(), environment).push();
    }

    /** Starts a verticle that sends by these channels; the answer stops it. */
    String deploy(Settings.Push settings, Map<PushService.Channel, Channel> channels) throws Exception {
        return deploy(settings, channels, paced(Duration.ofMillis(50)));
    }

    String deploy(Settings.Push settings, Map<PushService.Channel, Channel> channels, Pace pace) throws Exception {
        return deploy(settings, channels, pace, InstantSource.system());
    }

    String deploy(Settings.Push settings, Map<PushService.Channel, Channel> channels, Pace pace, InstantSource clock)
            throws Exception {
        Channels opened = new Channels(channels, Optional.empty());
        String id = await(vertx.deployVerticle(
                new NotificationVerticle(bus, settings, vx -> Future.succeededFuture(opened), tally, clock, pace)));
        deployed.add(id);
        return id;
    }

    void undeploy(String id) throws Exception {
        deployed.remove(id);
        await(vertx.undeploy(id));
    }

    /** Stops all who send, and counts anew. */
    void rest() throws Exception {
        for (String id : List.copyOf(deployed)) {
            undeploy(id);
        }
        tally = new Tally();
    }

    /** Somebody with one device that is registered. */
    public record Reader(Profile profile, DeviceId device, String signIn) {
        public UserId id() {
            return profile.id();
        }
    }

    public Reader reader(Target target) throws Exception {
        Reader reader = signUp();
        register(reader, target);
        return reader;
    }

    Reader signUp() throws Exception {
        return logIn(await(newUser()));
    }

    /** Some who write. */
    List<UserId> authors(int count) throws Exception {
        List<UserId> authors = new ArrayList<>();
        while (authors.size() < count) {
            authors.add(await(newUser()).id());
        }
        return authors;
    }

    private Future<Profile> newUser() {
        String name = "user_" + names.incrementAndGet();
        return bus.request(AccountsService.SIGN_UP, new SignUp(name, TestAccounts.PASSWORD, "Some " + name));
    }

    /** Another device of somebody. */
    Reader logIn(Profile profile) throws Exception {
        SignedIn signedIn = ask(
                AccountsService.LOG_IN,
                new LogIn(profile.username(), TestAccounts.PASSWORD, Optional.empty(), "phone", "test"));
        return new Reader(profile, signedIn.device(), signIn(signedIn.accessToken()));
    }

    private static String signIn(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
        return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("sid");
    }

    public void register(Reader reader, Target target) throws Exception {
        ask(PushService.REGISTER, new Register(reader.id(), reader.device(), reader.signIn(), target));
    }

    /** Somebody writes to a reader, who is to be told at once. */
    public Message tell(Reader reader, UserId from, String text) throws Exception {
        Message message = log.say(ConversationId.direct(reader.id(), from), from, text);
        queue(message, Duration.ZERO, reader);
        return message;
    }

    void queue(Message message, Duration after, Reader reader) throws Exception {
        Order order = new Order(message.id(), message.conversation(), message.from(), Set.of(reader.id()), after);
        ask(PushService.QUEUE, new Queue(List.of(order)));
    }

    public <Q, R> R ask(Endpoint<Q, R> endpoint, Q question) throws Exception {
        return await(bus.request(endpoint, question));
    }

    public void close() throws Exception {
        await(vertx.close());
    }

    private static final class ClockIds implements Ids {
        private final HybridClock clock = new HybridClock(System::currentTimeMillis);

        @Override
        public MessageId next() {
            return clock.next(new NodeNumber(2));
        }

        @Override
        public void observe(MessageId seen) {
            clock.observe(seen);
        }
    }
}
