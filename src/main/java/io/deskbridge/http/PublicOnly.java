package io.deskbridge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to public addresses only; the connection is then made to exactly the address that was checked. The client
 * asks it for literal addresses too, so their many notations ({@code 2130706433}, {@code 0x7f.1}, {@code ::ffff:7f00:1})
 * are read by the same code that would connect to them.
 */
final class PublicOnly extends SystemDefaultDnsResolver {
    private final Set<String> allowed;

    PublicOnly(Set<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = super.resolve(host);
        if (!allowed.contains(host) && Arrays.stream(addresses).anyMatch(PublicOnly::isPrivate)) {
            throw new PrivateAddress("its address is a private one");
        }
        return addresses;
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] raw = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (raw.length == 4 ? isSpecial(raw) : isUniqueLocal(raw) || carriesPrivate(raw));
    }

    /** This network, carrier-grade NAT, protocol assignments, benchmarks, and all from 240.0.0.0 (RFC 6890). */
    private static boolean isSpecial(byte[] raw) {
        int first = raw[0] & 0xff;
        int second = raw[1] & 0xff;
        return first == 0
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0 && raw[2] == 0)
                || (first == 198 && (second & 0xfe) == 18)
                || first >= 240;
    }

    private static boolean isUniqueLocal(byte[] raw) {
        return (raw[0] & 0xfe) == 0xfc;
    }

    /** An IPv4 address inside an IPv6 one: compatible (::/96), NAT64 (64:ff9b::/96) or 6to4 (2002::/16). */
    private static boolean carriesPrivate(byte[] raw) {
        if (startsWith(raw, new byte[12]) || startsWith(raw, new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b})) {
            return isPrivate(ipv4(raw, 12));
        }
        return startsWith(raw, new byte[] {0x20, 0x02}) && isPrivate(ipv4(raw, 2));
    }

    private static boolean startsWith(byte[] raw, byte[] prefix) {
        return Arrays.equals(raw, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InetAddress ipv4(byte[] raw, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(raw, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** An address that a stranger must not make the hub ask. */
    static final class PrivateAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        PrivateAddress(String message) {
            super(message);
        }
    }
}
