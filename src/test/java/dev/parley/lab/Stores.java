package dev.parley.lab;

import dev.parley.lab.Plan.Step;
import java.util.List;
import java.util.Map;

/** Where a cluster keeps everything, and what can go wrong there. */
interface Stores extends AutoCloseable {
    /** The settings of a process that uses them. */
    Map<String, String> settings();

    /** All that can go wrong, each with its target. */
    List<Step> targets();

    void begin(Step step) throws Exception;

    void end(Step step) throws Exception;

    @Override
    void close();
}
