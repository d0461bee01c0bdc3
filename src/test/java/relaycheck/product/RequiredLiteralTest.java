package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredLiteralTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            ^X-Squid-Error:                       ~ x-squid-error:
            ^HTTP/1\\.[01] 502 CONNECT error: x$  ~ ' 502 connect error: x'
            ^HTTP/1\\.[01] 403 (?:yes|no)         ~ ' 403 '
            Server: squid(?:/(\\S{1,9}))?         ~ server: squid
            colou?r of money                      ~ r of money
            abcde{2}fgh                           ~ abcd
            (?:gone|lost)stays                    ~ stays
            a[bc]defg[\\]x]h                      ~ defg
            ab\\dcdef\\sgh                        ~ cdef
            1\\.2\\(3\\)                          ~ 1.2(3)
            x\\x41bc                              ~ xabc
            \\Aabcd\\z                            ~ abcd
            ab(c(d)e)fghi                         ~ fghi
            abcdefg.hi                            ~ abcdefg
            abcd.efgh                             ~ abcd
            [^x]{3,3}abcd                         ~ abcd
            [\\]a]{0,9}bcdef                       ~ bcdef
            (?:ab|cd.?|[ef]|g\\.)?hijk              ~ hijk
            ab(?:x)cdef                           ~ cdef
            abcx?efgh                             ~ efgh
            """)
    void longestTextThatAlwaysOccurs_isFound(String regex, String literal) {
        assertThat(RequiredLiteral.of(regex.strip())).isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            abcd.*                       ~ * has no bound
            abcd.+                       ~ + has no bound
            abcd.{1,}                    ~ upper bound
            abcd.{3,1}                   ~ more than
            abcd(?:xy){2}                ~ may not be repeated
            abcd.{0,80}x.{0,80}          ~ more than
            abcd(?=x)                    ~ as (?: only
            (abcd)\\1                    ~ \\1 is not allowed
            abcd|efgh                    ~ alternatives need a group
            abc                          ~ no 4 characters
            ^HTTP/1\\.[01] \\d\\d\\d            ~ no 4 characters
            a?b?c?d?                     ~ no 4 characters
            (abcd)                       ~ no 4 characters
            abcd(                        ~ does not end
            abcd)                        ~ without its (
            abcd[x                       ~ does not end
            abcd{                        ~ without its }
            abcd\\                       ~ does not end
            abcd\\x4                     ~ two digits
            abcd\\pL                     ~ not allowed
            ?abcd                        ~ nothing before ?
            {abcd                        ~ nothing before {
            abcd(?:x.{0,60}){0,1}        ~ may not be repeated
            .{0,49}abcd.{0,79}x?         ~ more than
            """)
    void whatMayBeSlowOrCannotBeFound_isRefused(String regex, String complaint) {
        assertThatThrownBy(() -> RequiredLiteral.of(regex.strip()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void lineFeed_isLiteral() {
        assertThat(RequiredLiteral.of("abc\\ndef")).isEqualTo("abc\ndef");
    }

    @Test
    void boundsThatCombineInFewWays_areTaken() {
        assertThat(RequiredLiteral.of("abcd.{0,79}x.{1,50}")).isEqualTo("abcd");
        assertThat(RequiredLiteral.of("abcd.{10,4009}")).isEqualTo("abcd");
        assertThatThrownBy(() -> RequiredLiteral.of("abcd.{10,4010}")).hasMessageContaining("more than 4000 ways");
        assertThat(RequiredLiteral.of("abcd.{0,79}x.{1,49}y{3}")).isEqualTo("abcd");
    }
}
