package dev.parley.api;

/** The endpoints of one kind of thing. */
@FunctionalInterface
interface Resource {
    void mount(Routes routes);
}
