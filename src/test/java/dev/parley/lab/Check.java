package dev.parley.lab;

import java.util.List;

/** Judges a history by one promise. */
interface Check {
    /** What is wrong, a line each. */
    List<String> wrong(History history);
}
