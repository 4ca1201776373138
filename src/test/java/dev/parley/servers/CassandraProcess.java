package dev.parley.servers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command that runs Cassandra 5.0 on Java 17, small enough for tests. */
final class CassandraProcess {
    private static final String COORDINATES = "org.apache.cassandra:cassandra-all:5.0.9";
    /** As in {@code jvm17-server.options} of Cassandra 5.0. */
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "java.base/java.lang.ref",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENS = List.of(
            "java.base/java.lang.module",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "jdk.management/com.sun.management.internal",
            "java.base/sun.nio.ch",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.lang",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.net",
            "java.rmi/sun.rmi.transport.tcp");

    private CassandraProcess() {}

    /** The options with which it starts quicker. */
    static List<String> archive(ClassArchive.Training training) throws Exception {
        String classPath = ClassPath.of(COORDINATES);
        return ClassArchive.of(Path.of(classPath.substring(0, classPath.indexOf(File.pathSeparatorChar))), training);
    }

    static List<String> command(Path java, List<String> options, Path folder, int jmxPort) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of(
                "-Xms400m",
                "-Xmx400m",
                "-Xmn200m",
                "-XX:MetaspaceSize=128m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.add("-Djdk.attach.allowAttachSelf=true");
        opened().forEach(command::add);
        settings(folder, jmxPort).map(setting -> "-D" + setting).forEach(command::add);
        command.addAll(List.of("-cp", ClassPath.of(COORDINATES), "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }

    private static Stream<String> opened() {
        return Stream.concat(
                EXPORTS.stream().map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
                OPENS.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED"));
    }

    private static Stream<String> settings(Path folder, int jmxPort) {
        return Stream.of(
                "cassandra-foreground=yes",
                "cassandra.config=" + folder.resolve("cassandra.yaml").toUri(),
                "logback.configurationFile=" + folder.resolve("logback.xml"),
                "cassandra.storagedir=" + folder,
                "cassandra.superuser_setup_delay_ms=0",
                "cassandra.ring_delay_ms=1",
                "cassandra.skip_wait_for_gossip_to_settle=0",
                "cassandra.allow_unsafe_join=true",
                "cassandra.libjemalloc=-",
                "cassandra.jmx.local.port=" + jmxPort);
    }
}
