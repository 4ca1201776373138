package dev.parley.model;

/** Names one live connection of a device, unique over all nodes and runs. */
public record SessionId(String value) {
    public SessionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a session id is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
