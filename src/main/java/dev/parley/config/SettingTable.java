package dev.parley.config;

import dev.parley.config.Settings.Argon2Cost;
import dev.parley.config.Settings.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting there is. */
final class SettingTable {
    static final Setting<String> API_HOST = host("API_HOST", "0.0.0.0", "address on which the api listens");
    static final Setting<Integer> API_PORT = port("API_PORT", "8080", "port of REST and the web client");
    static final Setting<Boolean> API_PROXY_PROTOCOL = new Setting<>(
            "API_PROXY_PROTOCOL",
            "off",
            "on, off",
            "whether a balancer before the api begins each connection with the PROXY protocol, to say whose it is",
            Values::onOff);
    static final Setting<String> EDGE_HOST = host("EDGE_HOST", "0.0.0.0", "address on which the edge listens");
    static final Setting<Integer> EDGE_PORT = port("EDGE_PORT", "8081", "port of WebSocket and SockJS");
    static final Setting<URI> EDGE_URL = new Setting<>(
            "EDGE_URL",
            "http://localhost:<edge port>, or https with TLS",
            "an http or https URL without query",
            "this edge as clients reach it",
            Values::url);
    static final Setting<List<String>> ALLOWED_ORIGINS = new Setting<>(
            "ALLOWED_ORIGINS",
            "",
            "origins such as https://chat.example.org, with commas between them",
            "web pages of other origins that may connect to the edge and call REST",
            Values.list(Values::origin));
    static final Setting<Integer> EDGE_CAPACITY = new Setting<>(
            "EDGE_CAPACITY",
            "50000",
            "connections, 1 to 9999999",
            "how many clients the edge takes; others are sent to another edge",
            Values::count);
    static final Setting<Duration> DRAIN_SECONDS = new Setting<>(
            "DRAIN_SECONDS",
            "5",
            "seconds, 0 to 600",
            "over what time clients leave for other edges when a node stops or drains",
            Values::seconds);
    static final Setting<Boolean> EDGE_PROXY_PROTOCOL = new Setting<>(
            "EDGE_PROXY_PROTOCOL",
            "off",
            "on, off",
            "whether a balancer before the edge begins each connection with the PROXY protocol, to say whose it is",
            Values::onOff);
    static final Setting<String> OPS_HOST = host("OPS_HOST", "127.0.0.1", "address on which ops listens");
    static final Setting<Integer> OPS_PORT = port("OPS_PORT", "8082", "port of health, metrics and the console");
    static final Setting<List<String>> OPS_NAMES = new Setting<>(
            "OPS_NAMES",
            "",
            "host names, with commas between them",
            "names by which browsers may open the console, besides localhost and addresses",
            Values.list(Values::host));
    static final Setting<Path> DATA_DIR =
            new Setting<>("DATA_DIR", "./data", "a folder", "where the embedded stores keep their data", Values::path);
    static final Setting<Path> BACKUP_DIR = new Setting<>(
            "BACKUP_DIR",
            "<data folder>/backups",
            "a folder that no other process backs up to",
            "where backups of the embedded stores are put, on the disk of the data folder to cost little space",
            Values::path);
    static final Setting<List<String>> VERTICLES = new Setting<>(
            "VERTICLES",
            "",
            "names from the deployment plan, with commas between them; empty for all",
            "which verticles this process runs",
            Values.list(Values::word));
    static final Setting<Path> PLAN_FILE = new Setting<>(
            "PLAN_FILE",
            "./verticles.json if there, else the one in the jar",
            "a file",
            "the deployment plan",
            Values::path);
    static final Setting<String> CLUSTER_HOST =
            host("CLUSTER_HOST", "127.0.0.1", "address of this node among the others, with -cluster");
    static final Setting<Integer> CLUSTER_PORT = port("CLUSTER_PORT", "5701", "port of Hazelcast, with -cluster");
    static final Setting<List<String>> CLUSTER_MEMBERS = new Setting<>(
            "CLUSTER_MEMBERS",
            "",
            "host:port, with commas between them",
            "nodes to join, with -cluster; this one may be among them",
            Values.list(Values::member));
    static final Setting<String> CLUSTER_SERVICE = new Setting<>(
            "CLUSTER_SERVICE",
            "",
            "a DNS name, without CLUSTER_MEMBERS",
            "headless service of Kubernetes whose pods are the nodes to join, with -cluster",
            Values::host);
    static final Setting<Path> JWT_KEY_FILE = new Setting<>(
            "JWT_KEY_FILE",
            "<data folder>/jwt-keys.json",
            "a file",
            "the keys that sign tokens; made if absent",
            Values::path);
    static final Setting<String> MESSAGES = new Setting<>(
            "MESSAGES",
            "rocksdb",
            "rocksdb, or cassandra://[user:password@]host:port[,host:port]/keyspace[?dc=name&tls=on&ca=file]",
            "where messages are stored",
            Values.kindOrUrl("rocksdb", "cassandra"));
    static final Setting<Integer> INBOX_DAYS = new Setting<>(
            "INBOX_DAYS",
            "30",
            "days, 1 to 3650",
            "how long a device may stay away and still catch up message by message",
            Values::days);
    static final Setting<String> ACCOUNTS = new Setting<>(
            "ACCOUNTS",
            "h2",
            "h2, or postgresql://user[:password@]host[:port]/database"
                    + "[?sslmode=disable|require|verify-ca|verify-full&sslrootcert=file]",
            "where accounts are stored",
            Values.kindOrUrl("h2", "postgresql"));
    static final Setting<String> PUSHES = new Setting<>(
            "PUSHES",
            "accounts",
            "accounts, or URLs of postgresql as with ACCOUNTS, up to 63, with spaces between them",
            "the databases among which the queue of pushes is divided; only with accounts in PostgreSQL",
            Values.kindOrUrls("accounts", "postgresql"));
    static final Setting<String> SESSIONS = new Setting<>(
            "SESSIONS",
            "shared",
            "shared, or redis[s]://[user:password@]host[:port][/database][?mode=cluster|sentinel&master=name&ca=file]",
            "where it is kept who is connected",
            Values.kindOrUrl("shared", "rediss?"));
    static final Setting<LogFormat> LOG_FORMAT = new Setting<>(
            "LOG_FORMAT", "text", "text, json", "lines of the log for people, or for programs", Values::logFormat);
    static final Setting<String> REGION = new Setting<>(
            "REGION", "local", "1 to 64 of a-z A-Z 0-9 . _ -", "label of where this node is", Values::word);
    static final Setting<Boolean> RATE_LIMITS =
            new Setting<>("RATE_LIMITS", "on", "on, off", "limits by user, device and address", Values::onOff);
    static final Setting<Integer> CONNECTIONS_PER_ADDRESS = new Setting<>(
            "CONNECTIONS_PER_ADDRESS",
            "1000",
            "connections, 1 to 9999999",
            "how many connections one address may have to a process, while there are limits",
            Values::count);
    static final Setting<Argon2Cost> ARGON2 = new Setting<>(
            "ARGON2",
            "m=19456,t=2,p=1",
            "m=<KiB, 8p to 1048576>,t=<passes, 1 to 64>,p=<lanes, 1 to 16>",
            "cost of hashing a password with Argon2id",
            Values::argon2);

    static final Setting<Boolean> STRANGERS_MAY_WRITE = new Setting<>(
            "STRANGERS_MAY_WRITE", "on", "on, off", "whether somebody who is no friend may write first", Values::onOff);
    static final Setting<Duration> AMEND_WITHIN_MINUTES = new Setting<>(
            "AMEND_WITHIN_MINUTES",
            "1440",
            "minutes, 0 to 5256000; 0 for never",
            "how long after it was sent a message may be edited or deleted",
            Values::minutes);

    static final Setting<String> MESSAGE_HOOK = new Setting<>(
            "MESSAGE_HOOK",
            "off",
            "off, allow, refuse",
            "whether programs are asked before a message is accepted, and what holds when none answers in time",
            Values.oneOf("off", "allow", "refuse"));
    static final Setting<Duration> MESSAGE_HOOK_MILLIS = new Setting<>(
            "MESSAGE_HOOK_MILLIS",
            "500",
            "milliseconds, 10 to 1000",
            "how long the answer of one of them is waited for, before another is asked",
            Values.millis(10, 1_000));

    static final Setting<URI> TRACES_URL = new Setting<>(
            "TRACES_URL",
            "",
            "an http or https URL without query, such as http://127.0.0.1:4318; none for no traces",
            "a collector of OpenTelemetry to which traces of messages are sent, by OTLP over HTTP",
            Values::url);
    static final Setting<Double> TRACES_SHARE = new Setting<>(
            "TRACES_SHARE",
            "0.01",
            "a number, 0 to 1",
            "what share of messages and requests is followed, while there is a collector",
            Values::share);

    private static final List<Setting<?>> OWN = List.of(
            API_HOST,
            API_PORT,
            API_PROXY_PROTOCOL,
            EDGE_HOST,
            EDGE_PORT,
            EDGE_URL,
            ALLOWED_ORIGINS,
            EDGE_CAPACITY,
            EDGE_PROXY_PROTOCOL,
            DRAIN_SECONDS,
            OPS_HOST,
            OPS_PORT,
            OPS_NAMES,
            DATA_DIR,
            BACKUP_DIR,
            MESSAGES,
            INBOX_DAYS,
            ACCOUNTS,
            PUSHES,
            SESSIONS,
            JWT_KEY_FILE,
            ARGON2,
            RATE_LIMITS,
            CONNECTIONS_PER_ADDRESS,
            STRANGERS_MAY_WRITE,
            AMEND_WITHIN_MINUTES,
            MESSAGE_HOOK,
            MESSAGE_HOOK_MILLIS,
            LOG_FORMAT,
            TRACES_URL,
            TRACES_SHARE,
            REGION,
            VERTICLES,
            PLAN_FILE,
            CLUSTER_HOST,
            CLUSTER_PORT,
            CLUSTER_MEMBERS,
            CLUSTER_SERVICE);

    static final List<Setting<?>> ALL = Stream.of(OWN, BridgeTable.ALL, TlsTable.ALL, PushTable.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /** Those whose values hold passwords: each may stand in a file, which {@code …_FILE} names. */
    static final List<Setting<String>> SECRETS = List.of(MESSAGES, ACCOUNTS, PUSHES, SESSIONS);

    /** The names that may be given. */
    static final Set<String> NAMES = Stream.concat(
                    ALL.stream().map(Setting::name), SECRETS.stream().map(Setting::fileName))
            .collect(Collectors.toUnmodifiableSet());

    private SettingTable() {}

    private static Setting<String> host(String name, String fallback, String about) {
        return new Setting<>(name, fallback, "a host name or address", about, Values::host);
    }

    private static Setting<Integer> port(String name, String fallback, String about) {
        return new Setting<>(name, fallback, "a port, 1 to 65535", about, Values::port);
    }
}
