package dev.parley.listen;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells apart who is at the other end of a connection, as far as addresses can. */
public final class Networks {
    private static final int IPV6_NETWORK_BYTES = 8;

    private Networks() {}

    /** An IPv4 address as it is; of an IPv6 address the first 64 bits, for one host commands all the rest. */
    public static String of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length <= IPV6_NETWORK_BYTES) {
            return address;
        }
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
    }
}
