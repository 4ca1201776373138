/**
 * Hazelcast's channels under mutual TLS, which its open-source edition does not have: a handler in front of those that read a
 * channel, one behind those that write it, and between them an engine of the JDK that does all there is of cryptography.
 *
 * <p>It stands on types that Hazelcast keeps for itself ({@code NodeContext}, {@code NodeExtension}, the pipelines of
 * {@code com.hazelcast.internal.networking}), as they are in 5.3.8. Another release may change them; {@code ClusterTlsTest} forms
 * clusters with them and fails then, if the compiler does not. Nothing of this runs in a cluster without certificates.
 *
 * <p>Imports {@code config} and {@code listen}. Runs on Hazelcast's threads for input and output and on whoever writes to a member;
 * what takes long in a handshake runs on a thread of its own.
 */
package dev.parley.cluster;
