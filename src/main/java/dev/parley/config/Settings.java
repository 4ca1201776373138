package dev.parley.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that an operator can set, checked. Read from the config file and the environment before anything starts.
 *
 * @param planFile the deployment plan to use instead of the one that is found
 * @param verticles which verticles of the plan this process runs; empty for all
 * @param region the label of where this node is
 * @param logFormat how lines of the log are written
 * @param rateLimits whether limits by user, device and address are kept
 * @param connectionsPerAddress how many connections one address may have to a process
 * @param traces empty for none
 */
public record Settings(
        Api api,
        Edge edge,
        Ops ops,
        Cluster cluster,
        Stores stores,
        Path jwtKeyFile,
        Argon2Cost argon2,
        Chat chat,
        Push push,
        Optional<Path> planFile,
        Set<String> verticles,
        String region,
        LogFormat logFormat,
        boolean rateLimits,
        int connectionsPerAddress,
        Optional<Traces> traces) {

    /**
     * Where REST and the web client are served.
     *
     * @param proxyProtocol whether every connection begins with a header that says from where it is
     * @param tls empty for plain HTTP
     */
    public record Api(String host, int port, boolean proxyProtocol, Optional<Tls> tls) {}

    /**
     * Where clients connect for real-time.
     *
     * @param url how clients reach this edge
     * @param allowedOrigins origins of web pages that may connect, besides pages on the host of {@code url}, and call REST
     * @param capacity how many connections it takes
     * @param drain over what time clients leave when it stops
     * @param proxyProtocol whether every connection begins with a header that says from where it is
     * @param tls empty for plain HTTP
     * @param bridge empty for none
     */
    public record Edge(
            String host,
            int port,
            URI url,
            List<String> allowedOrigins,
            int capacity,
            Duration drain,
            boolean proxyProtocol,
            Optional<Tls> tls,
            Optional<Bridge> bridge) {}

    /**
     * Where programs of the operator connect to an edge, over TCP.
     *
     * @param tokenFile holds what they show
     * @param tls empty for none
     */
    public record Bridge(String host, int port, Path tokenFile, Optional<Tls> tls) {}

    /**
     * Where health and the console are served.
     *
     * @param names by which browsers may ask for the console, besides addresses and {@code host}
     * @param tls empty for plain HTTP
     */
    public record Ops(String host, int port, List<String> names, Optional<Tls> tls) {}

    /**
     * How nodes find each other, and talk.
     *
     * @param members {@code host:port}
     * @param service the DNS name of a headless service of Kubernetes whose pods are the nodes; empty where members are named
     * @param tls by which nodes show each other who they are, on the event bus and to Hazelcast; empty for an open cluster
     */
    public record Cluster(
            String host, int port, List<String> members, Optional<String> service, Optional<MutualTls> tls) {}

    /**
     * What a listener shows, in PEM.
     *
     * @param certificate with the certificates between it and its authority behind it
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * What two sides show each other, in PEM.
     *
     * @param authority whose certificates are accepted
     */
    public record MutualTls(Tls own, Path authority) {}

    /**
     * Where state is kept. Each store is named by its kind or a URL.
     *
     * @param backupDir where copies of the embedded ones are put
     * @param inboxDays how long a device may stay away and still catch up from its user's inbox
     * @param pushes the databases of the queue of pushes, with spaces between them; {@code accounts} for that of the accounts
     */
    public record Stores(
            Path dataDir,
            Path backupDir,
            String messages,
            int inboxDays,
            String accounts,
            String pushes,
            String sessions) {}

    /**
     * What people may do in chats.
     *
     * @param strangersMayWrite whether somebody who is no friend may write first
     * @param amendWithin how long after it was sent a message may be edited or deleted
     * @param hook empty when no program is asked about messages
     */
    public record Chat(boolean strangersMayWrite, Duration amendWithin, Optional<Hook> hook) {}

    /**
     * How programs are asked whether a message may be accepted.
     *
     * @param patience how long an answer is waited for
     * @param passesUnanswered whether a message is accepted about which none came
     */
    public record Hook(Duration patience, boolean passesUnanswered) {}

    /**
     * How devices are told of messages while nobody is connected.
     *
     * @param keyFile the keys that name this server to Web Push services
     * @param contact whom those may ask about it
     * @param carries the most that a push says: {@code text}, {@code sender} or {@code nothing}
     * @param giveUp how old a message is that is not pushed any more
     * @param allowPrivate whether what users name may be at a private address, and without TLS
     */
    public record Push(
            Path keyFile,
            URI contact,
            String carries,
            Duration giveUp,
            boolean allowPrivate,
            Optional<Fcm> fcm,
            Optional<Apns> apns) {}

    /** Firebase Cloud Messaging. */
    public record Fcm(Path credentials, URI url) {}

    /**
     * The Apple Push Notification service.
     *
     * @param server {@code host:port}
     */
    public record Apns(Path keyFile, String keyId, String teamId, String topic, String server) {}

    /**
     * Where traces of messages are sent.
     *
     * @param url of a collector that speaks OTLP over HTTP
     * @param share of messages that are followed, 0 to 1
     */
    public record Traces(URI url, double share) {}

    /** Lines for people, or an object of JSON each. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** The cost of hashing a password with Argon2id (RFC 9106). */
    public record Argon2Cost(int memoryKib, int iterations, int parallelism) {}
}
