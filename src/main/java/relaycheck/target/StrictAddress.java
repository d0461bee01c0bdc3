package relaycheck.target;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddressStringParameters;

/** What is taken for an address or a prefix: nothing that two programs could read as two different hosts. */
public final class StrictAddress {
    /**
     * An address as logs may have it: {@code fe80::1%eth0}. The library's defaults read "" as 127.0.0.1 and 10.1 as 10.0.0.1.
     */
    public static final IPAddressStringParameters WITH_ZONE = rules();

    private StrictAddress() {}

    private static IPAddressStringParameters rules() {
        return new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .getIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .allowBinary(false)
                .getParentBuilder()
                .getIPv6AddressParametersBuilder()
                .allowZone(true)
                .allowBase85(false)
                .allowBinary(false)
                .getEmbeddedIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .getEmbeddedIPv4AddressParentBuilder()
                .getParentBuilder()
                .toParams();
    }
}
