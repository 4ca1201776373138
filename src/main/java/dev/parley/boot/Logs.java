package dev.parley.boot;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.parley.config.Settings.LogFormat;
import dev.parley.model.NodeId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the log is written. Lines of JSON say which node they are of, and which message where a line is about one; its text is in
 * no line.
 */
final class Logs {
    private static final String CONSOLE = "console";

    private Logs() {}

    /** Writes what follows so. Who brings a configuration of logback without our console has it as it is. */
    static void write(LogFormat format, NodeId node) {
        context().putProperty("node", node.value());
        if (format == LogFormat.JSON) {
            console().ifPresent(Logs::writeJson);
        }
    }

    static boolean areJson() {
        return console()
                .filter(console -> console.getEncoder() instanceof JsonEncoder)
                .isPresent();
    }

    private static void writeJson(ConsoleAppender<ILoggingEvent> console) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context());
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithArguments(false);
        encoder.start();
        console.stop();
        console.setEncoder(encoder);
        console.start();
    }

    private static Optional<ConsoleAppender<ILoggingEvent>> console() {
        Appender<ILoggingEvent> appender =
                context().getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE);
        return appender instanceof ConsoleAppender<ILoggingEvent> console ? Optional.of(console) : Optional.empty();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
