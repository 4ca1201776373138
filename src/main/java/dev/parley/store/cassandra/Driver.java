package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.internal.core.connection.ExponentialReconnectionPolicy;
import com.datastax.oss.driver.internal.core.loadbalancing.DcInferringLoadBalancingPolicy;
import com.datastax.oss.driver.internal.core.loadbalancing.DefaultLoadBalancingPolicy;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import com.datastax.oss.driver.internal.core.specex.NoSpeculativeExecutionPolicy;
import java.time.Duration;
import java.util.List;

/** How the driver is set up: everything has a bound in time and number. */
final class Driver {
    /** The profile of statements that may be sent to a second node while the first has not answered. */
    static final String READING = "reading";

    static final String WRITING = "writing";
    /** A little more than what Cassandra itself allows a write (2 s), so that its own answer comes first. */
    private static final Duration REQUEST = Duration.ofMillis(2_500);

    private static final Duration SCHEMA_CHANGE = Duration.ofSeconds(20);
    /** How long the driver gathers changes of the schema before it reads them: a second by default, for every table. */
    private static final Duration GATHER_CHANGES = Duration.ofMillis(10);

    private static final Duration SECOND_NODE = Duration.ofMillis(100);
    private static final int CONCURRENT_REQUESTS = 1_024;
    private static final int QUEUED_REQUESTS = 20_000;
    /** How many messages come at a time: a text takes up to 400 KB. */
    static final int MESSAGES = 32;
    /** How many of the rows that are a few numbers each come at a time. */
    static final int NUMBERS = 2_000;

    private static final int SHUTDOWN_QUIET_MILLIS = 50;
    private static final int SHUTDOWN_MILLIS = 2_000;

    private Driver() {}

    /**
     * Reads the file of authorities, where one is named: blocks.
     *
     * @throws IllegalArgumentException when that is no such file
     */
    static CqlSessionBuilder session(CassandraSettings settings) {
        CqlSessionBuilder builder =
                CqlSession.builder().addContactPoints(settings.contacts()).withConfigLoader(config(settings));
        Encryption.of(settings).ifPresent(builder::withSslEngineFactory);
        settings.login().ifPresent(login -> builder.withAuthCredentials(login.user(), login.password()));
        return builder;
    }

    private static DriverConfigLoader config(CassandraSettings settings) {
        ProgrammaticDriverConfigLoaderBuilder config = DriverConfigLoader.programmaticBuilder();
        consistency(config, settings);
        limits(config);
        recovery(config);
        config.withStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(settings.keyspace()))
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, GATHER_CHANGES)
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                .withBoolean(DefaultDriverOption.TIMESTAMP_GENERATOR_FORCE_JAVA_CLOCK, true)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, Runtime.getRuntime().availableProcessors())
                .withString(DefaultDriverOption.NETTY_IO_SHUTDOWN_UNIT, "MILLISECONDS")
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, SHUTDOWN_QUIET_MILLIS)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
                .withString(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS")
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, SHUTDOWN_QUIET_MILLIS)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS);
        profiles(config);
        return config.build();
    }

    private static void consistency(ProgrammaticDriverConfigLoaderBuilder config, CassandraSettings settings) {
        boolean local = settings.datacenter().isPresent();
        config.withString(DefaultDriverOption.REQUEST_CONSISTENCY, local ? "LOCAL_QUORUM" : "QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, local ? "LOCAL_SERIAL" : "SERIAL")
                .withClass(
                        DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS,
                        local ? DefaultLoadBalancingPolicy.class : DcInferringLoadBalancingPolicy.class);
        settings.datacenter()
                .ifPresent(name -> config.withString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, name));
    }

    private static void limits(ProgrammaticDriverConfigLoaderBuilder config) {
        config.withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST)
                .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, MESSAGES)
                .withClass(DefaultDriverOption.REQUEST_THROTTLER_CLASS, ConcurrencyLimitingRequestThrottler.class)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, CONCURRENT_REQUESTS)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, QUEUED_REQUESTS)
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, REQUEST)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, REQUEST)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, REQUEST)
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, SCHEMA_CHANGE)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, SCHEMA_CHANGE);
    }

    private static void recovery(ProgrammaticDriverConfigLoaderBuilder config) {
        config.withClass(DefaultDriverOption.RECONNECTION_POLICY_CLASS, ExponentialReconnectionPolicy.class)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(250))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, Duration.ofSeconds(3));
    }

    private static void profiles(ProgrammaticDriverConfigLoaderBuilder config) {
        config.startProfile(READING)
                .withClass(
                        DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
                        ConstantSpeculativeExecutionPolicy.class)
                .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, 2)
                .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, SECOND_NODE)
                .endProfile()
                .startProfile(WRITING)
                .withClass(DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS, NoSpeculativeExecutionPolicy.class)
                .endProfile()
                .startProfile(Migrations.PROFILE)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SCHEMA_CHANGE)
                .endProfile();
    }
}
