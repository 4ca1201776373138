package dev.parley.boot;

import io.vertx.core.DeploymentOptions;

/**
 * A verticle of the operator's own, in whatever language Vert.x finds on the class path.
 *
 * @param name that of a class, or of a file whose ending names the language; it has a dot in it
 */
record ForeignVerticle(String name, DeploymentOptions options) {
    /** Whether a name is that of one. */
    static boolean isNamedBy(String name) {
        return name.indexOf('.') > 0;
    }
}
