package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each format's lines are read as. */
class LineReadingTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-24T14:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            192.168.0.1 - - [22/Oct/2007:03:14:12 +0900] "CONNECT mail.example.net:25 HTTP/1.1" 200 - ¦ 192.168.0.1 CONNECT mail.example.net:25 200 2007-10-21T18:14:12Z
            1902.168.0.1 - - [22/Oct/2007:04:10:57 +0900] "CONNECT mail.example.net:25 HTTP/1.1" 405 235 ¦ 1902.168.0.1 CONNECT mail.example.net:25 405 2007-10-21T19:10:57Z
            192.0.2.1 - john smith [22/Oct/2007:03:14:12 +0000] "GET http://A.example/x?y HTTP/1.1" 200 5 "-" "x" ¦ 192.0.2.1 GET a.example:80 200 2007-10-22T03:14:12Z
            www.own.example:80 2001:db8::1 - - [22/Oct/2007:03:14:12 -0130] "CONNECT [2001:db8::2]:443 HTTP/1.1" 200 5 "-" "x" ¦ 2001:db8::1 CONNECT 2001:db8::2:443 200 2007-10-22T04:44:12Z
            [2001:db8::9]:80 192.0.2.7 - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:22 HTTP/1.1" 200 5 ¦ 192.0.2.7 CONNECT a.example:22 200 2007-10-22T03:14:12Z
            www.own.example:80 client.example - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:22 HTTP/1.1" 200 5 ¦ client.example CONNECT a.example:22 200 2007-10-22T03:14:12Z
            192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "GET  http://a.example/two HTTP/1.1" 200 17 "-" "-" ¦ 192.0.2.1 GET a.example:80 200 2007-10-22T03:14:12Z
            client.example - - [29/Feb/2024:00:00:00 +0000] "POST https://a.example HTTP/1.1" 302 0 ¦ client.example POST a.example:443 302 2024-02-29T00:00:00Z
            192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "GET ftp://u:p@a.example/ HTTP/1.0" 404 9 ¦ 192.0.2.1 GET a.example:21 404 2007-10-22T03:14:12Z
            192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example HTTP/1.0" 400 9 ¦ 192.0.2.1 CONNECT a.example:-1 400 2007-10-22T03:14:12Z
            192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:99999 HTTP/1.0" 400 9 ¦ 192.0.2.1 CONNECT a.example:-1 400 2007-10-22T03:14:12Z
            192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "GET http://a.example/?q=\\"x\\" HTTP/1.1" 200 9 ¦ 192.0.2.1 GET a.example:80 200 2007-10-22T03:14:12Z
            <190>Nov 24 13:34:12 host nginx: 192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:25 HTTP/1.1" 400 9 ¦ 192.0.2.1 CONNECT a.example:25 400 2007-10-22T03:14:12Z
            1795527252.225      2 192.0.2.1 TCP_TUNNEL/200 362 CONNECT a.example:443 - HIER_DIRECT/198.51.100.1 - ¦ 192.0.2.1 CONNECT a.example:443 200 2026-11-24T13:34:12.225Z
            1795527252.026     13 192.0.2.1 TCP_MISS/200 431 GET http://a.example:8001/ user HIER_DIRECT/198.51.100.1 text/html ¦ 192.0.2.1 GET a.example:8001 200 2026-11-24T13:34:12.026Z
            1795527252.026     13 192.0.2.1 ERR_CONNECT_FAIL/502 431 GET http://a.example/ - DIRECT/a.example text/html ¦ 192.0.2.1 GET a.example:80 502 2026-11-24T13:34:12.026Z
            Nov 24 13:34:12 lb haproxy[9194]: 192.0.2.1:51406 [24/Nov/2026:13:34:12.598] f b/s1 0/0/0/1/1 501 539 - - ---- 1/1/0/0/0 0/0 "CONNECT a.example:25 HTTP/1.1" ¦ 192.0.2.1 CONNECT a.example:25 501 2026-11-24T13:34:12.598Z
            lb haproxy[1]: 2001:db8::1:51406 [24/Nov/2026:13:34:12.598] f~ b/<NOSRV> 0/-1/-1/-1/0 403 192 - - PR-- 1/1/0/0/0 0/0 {a|} {b} "GET http://a.example/ HTTP/1.1" ¦ 2001:db8::1 GET a.example:80 403 2026-11-24T13:34:12.598Z
            {"time":"2026-11-24T13:34:12+01:00","remote_addr":"192.0.2.1","request":"CONNECT a.example:25 HTTP/1.1","status":200,"body_bytes_sent":"0"} ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-24T12:34:12Z
            {"ts":1795527252.5,"request":{"remote_ip":"192.0.2.1","method":"GET","uri":"http://a.example/","headers":{"User-Agent":["x"]}},"status":404,"size":7} ¦ 192.0.2.1 GET a.example:80 404 2026-11-24T13:34:12.500Z
            {"time":"2026-11-24T13:34:12Z","client":"192.0.2.1","method":"GET","uri":"/","request":"GET http://a.example/ HTTP/1.1","status":200} ¦ 192.0.2.1 GET a.example:80 200 2026-11-24T13:34:12Z
            {"timestamp":"24/Nov/2026:13:34:12 +0000","client_ip":"192.0.2.1","method":"CONNECT","path":"a.example:25","status":"405"} ¦ 192.0.2.1 CONNECT a.example:25 405 2026-11-24T13:34:12Z
            {"log":"192.0.2.1 - - [24/Nov/2026:13:34:12 +0000] \\"CONNECT a.example:25 HTTP/1.1\\" 405 9\\n","stream":"stdout","time":"2026-11-24T13:34:13Z"} ¦ 192.0.2.1 CONNECT a.example:25 405 2026-11-24T13:34:12Z
            1796067766.864 0 127.0.0.1 TCP_MISS/200 172 CONNECT 127.0.0.1:25/ - DIRECT/127.0.0.1 - ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:42:46.864Z
            1796067766.862 0 127.0.0.1 TCP_MISS/200 255 GET http://%5B::1%5D:18001/v6 - DIRECT/[::1] - ¦ 127.0.0.1 GET ::1:18001 200 2026-11-30T19:42:46.862Z
            261130123000.976 3128 00000 - 192.0.2.1:57920 198.51.100.1:80 148 94 0 GET http://a.example/ HTTP/1.1 ¦ 192.0.2.1 GET a.example:80 200 2026-11-30T12:30:00Z
            261130123139.929 3128 00013 - ::1:60206 ::2:25 0 0 0 CONNECT [2001:db8::2]:25 HTTP/1.1 ¦ ::1 CONNECT 2001:db8::2:25 0 2026-11-30T12:31:39Z
            261130123139.929 3128 00092 bob 192.0.2.1:60206 198.51.100.1:25 75 94 0 CONNECT a.example:25 HTTP/1.1 ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-30T12:31:39Z
            1796042585.242  PROXY.3128 00000 - 192.0.2.1:33716 198.51.100.1:80 152 94 0 GET_http://a.example/x_y_z_HTTP/1.1 ¦ 192.0.2.1 GET a.example:80 200 2026-11-30T12:43:05.242Z
            1796041806.391 SOCK5.1080 000 - 192.0.2.1:58988 198.51.100.1:25 78 91 0 CONNECT_a.example:25 ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-30T12:30:06.391Z
            30-11-2026 12:43:04 +0100 PROXY.3128 00001 - 192.0.2.1:5 0.0.0.0:0 0 0 0 CONNECT a.example:25 HTTP/1.1 ¦ 192.0.2.1 CONNECT a.example:25 0 2026-11-30T11:43:04Z
            2026-11-30 12:43:04 PROXY.3128 00001 - 192.0.2.1:5 0.0.0.0:0 0 0 0 CONNECT a.example:25 HTTP/1.1 ¦ 192.0.2.1 CONNECT a.example:25 0 2026-11-30T12:43:04Z
            "CONNECT a.example:25 HTTP/1.1" 405 from=192.0.2.1 at 2026-11-24T13:34:12Z ¦ 192.0.2.1 CONNECT a.example:25 405 2026-11-24T13:34:12Z
            198.51.100.7 203.0.113.5:56080 [2026-11-24T13:34:12+00:00] "GET http://198.51.100.7/ HTTP/1.1" 200 169 0.009 198.51.100.7:80 ¦ 203.0.113.5 GET 198.51.100.7:80 200 2026-11-24T13:34:12Z
            192.0.2.1:51320 - - [24/Nov/2026:13:34:12 +0000] "CONNECT a.example:25 HTTP/1.1" 405 9 ¦ 192.0.2.1 CONNECT a.example:25 405 2026-11-24T13:34:12Z
            [2001:db8::1]:51320 - - [24/Nov/2026:13:34:12 +0000] "CONNECT a.example:25 HTTP/1.1" 405 9 ¦ 2001:db8::1 CONNECT a.example:25 405 2026-11-24T13:34:12Z
            {"time":"2026-11-24T13:34:12Z","remote_addr":"[::1]:51320","request":"CONNECT a.example:25 HTTP/1.1","status":200,"size":5000000000} ¦ ::1 CONNECT a.example:25 200 2026-11-24T13:34:12Z
            127.0.0.1:57340 [30/Nov/2026:19:07:55.884] hs b/s1 0/0/0/24/24 200 10899 - - ---- 1/1/0/0/0 0/0 "GET http://127.0.0.1:18001/ HTTP/1.1" 0/-/-/-/0 -/-/- ¦ 127.0.0.1 GET 127.0.0.1:18001 200 2026-11-30T19:07:55.884Z
            127.0.0.1:57340 [30/Nov/2026:19:07:55.884] hs b/s1 0/0/0/24/24 200 10899 - - ---- 1/1/0/0/0 0/0 "GET http://a.example/a-long-path-that-was-cu ¦ 127.0.0.1 GET a.example:80 200 2026-11-30T19:07:55.884Z
            Nov 30 19:08:00 vm caddy[3682]: {"level":"info","ts":1796065680.0471058,"logger":"http.log.access.log1","msg":"handled request","request":{"remote_ip":"127.0.0.1","remote_port":"52714","proto":"HTTP/1.1","method":"CONNECT","host":"127.0.0.1:25","uri":"127.0.0.1:25","headers":{"User-Agent":["curl/7.88.1"]}},"user_id":"","duration":0.000003335,"size":12,"status":200} ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:08:00.047Z
            2026-11-24T13:34:13.123456789Z stdout F {"time":"2026-11-24T13:34:12Z","remote_addr":"192.0.2.1","request":"CONNECT a.example:25 HTTP/1.1","status":200} ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-24T13:34:12Z
            Nov 30 19:08:06 vm (squid-1)[3698]: 1796065686.653     28 127.0.0.1 TCP_TUNNEL/200 61 CONNECT 127.0.0.1:25 - HIER_DIRECT/127.0.0.1 - ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:08:06.653Z
            2026-11-24T13:34:13.123456789Z stdout F 1796065686.653     28 127.0.0.1 TCP_TUNNEL/200 61 CONNECT 127.0.0.1:25 - HIER_DIRECT/127.0.0.1 - ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:08:06.653Z
            2026-11-24T13:34:13.123456789Z 1796065686.653     28 127.0.0.1 TCP_TUNNEL/200 61 CONNECT 127.0.0.1:25 - HIER_DIRECT/127.0.0.1 - ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:08:06.653Z
            squid-1  | 1796065686.653     28 127.0.0.1 TCP_TUNNEL/200 61 CONNECT 127.0.0.1:25 - HIER_DIRECT/127.0.0.1 - ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:08:06.653Z
            2026-11-24T13:34:13.1Z stdout F [2026-11-24T13:34:12.123Z] "CONNECT - HTTP/1.1" 200 - 78 94 3 - "-" "curl/7.88.1" "c0ffee" "a.example:25" "198.51.100.1:25" ¦ - CONNECT a.example:25 200 2026-11-24T13:34:12.123Z
            2026-11-24T13:34:13.1Z 261130123000.976 3128 00000 - 192.0.2.1:57920 198.51.100.1:80 148 94 0 GET http://a.example/ HTTP/1.1 ¦ 192.0.2.1 GET a.example:80 200 2026-11-30T12:30:00Z
            <134>1 2026-11-24T13:34:12Z host squid 8 - - 1796065686.653     28 127.0.0.1 TCP_TUNNEL/200 61 CONNECT 127.0.0.1:25 - HIER_DIRECT/127.0.0.1 - ¦ 127.0.0.1 CONNECT 127.0.0.1:25 200 2026-11-30T19:08:06.653Z
            {"log":"{\\"ts\\":1795527252.5,\\"request\\":{\\"remote_ip\\":\\"192.0.2.1\\",\\"method\\":\\"CONNECT\\",\\"uri\\":\\"a.example:25\\"},\\"status\\":200}\\n","stream":"stderr","time":"2026-11-24T13:34:13Z"} ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-24T13:34:12.500Z
            {"log":"261130123000.976 3128 00000 - 192.0.2.1:57920 198.51.100.1:80 148 94 0 GET http://a.example/ HTTP/1.1\\n","stream":"stdout","time":"2026-11-24T13:34:13Z"} ¦ 192.0.2.1 GET a.example:80 200 2026-11-30T12:30:00Z
            {"log":"[2026-11-24T13:34:12.123Z] \\"CONNECT - HTTP/1.1\\" 200 - 78 94 3 - \\"-\\" \\"curl\\" \\"c0ffee\\" \\"a.example:25\\" \\"198.51.100.1:25\\"\\n","stream":"stdout","time":"2026-11-24T13:34:13Z"} ¦ - CONNECT a.example:25 200 2026-11-24T13:34:12.123Z
            {"log":"2026-11-24 13:34:12 192.0.2.1 200 12 \\"CONNECT a.example:25 HTTP/1.1\\"\\n","stream":"stdout","time":"2026-11-24T13:34:13Z"} ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-24T13:34:12Z
            127.0.0.1:55828 [01/Dec/2026:01:01:10.389] f q/s1 0/0/0/-1/326 -1 0 - - CD-- 1/1/0/0/0 0/0 "POST http://a.example/p HTTP/1.1" ¦ 127.0.0.1 POST a.example:80 0 2026-12-01T01:01:10.389Z
            [2026-11-24T13:34:12.123Z] "CONNECT - HTTP/1.1" 200 - 78 94 3 - "-" "curl/7.88.1" "c0ffee" "a.example:25" "198.51.100.1:25" ¦ - CONNECT a.example:25 200 2026-11-24T13:34:12.123Z
            [2026-11-24T13:34:12.123Z] "CONNECT - HTTP/1.1" 503 UF via_upstream - "reset" 78 94 3 - "192.0.2.8, 192.0.2.1" "curl/7.88.1" "c0ffee" "a.example:25" "198.51.100.1:25" outbound - 10.0.0.1:80 10.0.0.2:5 - - ¦ 192.0.2.1 CONNECT a.example:25 503 2026-11-24T13:34:12.123Z
            261201005819.456 3128 00000 - 192.0.2.1:53406 198.51.100.1:25 0 0 0 connect a.example:25 HTTP/1.1 ¦ 192.0.2.1 CONNECT a.example:25 200 2026-12-01T00:58:19Z
            2026-11-24 13:34:12 192.0.2.1 200 12 "CONNECT  a.example:25 HTTP/1.1" ¦ 192.0.2.1 CONNECT a.example:25 200 2026-11-24T13:34:12Z
            203.0.113.7 - [24/Nov/2026:13:34:12.345 +0900] "GET http://b.example/ HTTP/1.1" 200 15 ¦ 203.0.113.7 GET b.example:80 200 2026-11-24T04:34:12.345Z
            2026-11-24 13:34:12 +0900 203.0.113.7 "GET http://b.example/ HTTP/1.1" 200 15 ¦ 203.0.113.7 GET b.example:80 200 2026-11-24T04:34:12Z
            2026-11-24T13:34:12+09:00 client:203.0.113.7 "GET http://b.example/ HTTP/1.1" 10.0.0.1:443 200 15 ¦ 203.0.113.7 GET b.example:80 200 2026-11-24T04:34:12Z
            2026-11-24T13:34:12Z "GET http://b.example/ HTTP/1.1" [::1]:443 status:200 00:00:01 2001:db8::1 ¦ ::1 GET b.example:80 200 2026-11-24T13:34:12Z
            1795527252.225 00:00:01 2001:db8:0:0:0:0:0:1 "connect b.example:25 HTTP/1.1" 200 ¦ 2001:db8:0:0:0:0:0:1 CONNECT b.example:25 200 2026-11-24T13:34:12.225Z
            2026-12-01T01:41:21+0000 192.0.2.1 "GET http://a.example:80/nover" 200 ¦ 192.0.2.1 GET a.example:80 200 2026-12-01T01:41:21Z
            24/Nov/2026:13:34:12,200,192.0.2.1:5,"CONNECT b.example:25 HTTP/1.1" ¦ 192.0.2.1 CONNECT b.example:25 200 2026-11-24T13:34:12Z
            2026-11-24 13:34:12,500 198.51.100.7 200 12 "GET http://a.example/ HTTP/1.1" 0.001 ¦ 198.51.100.7 GET a.example:80 200 2026-11-24T13:34:12.500Z
            """)
    void lineOfAFormat_saysWhoAskedForWhatAndWhen(String line, String expected) {
        Extract extract = scan(line, LogFormats.detect());
        assertThat(extract.unparsed()).isZero();
        assertThat(extract.sightings).hasSize(1);
        assertThat(shown(extract)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"GET / HTTP/1.1\" 200 5",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"GET /?u=http://a.example/ HTTP/1.1\" 200 5",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"GET /http://a.example/ HTTP/1.1\" 200 5",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"OPTIONS * HTTP/1.1\" 200 5 \"-\" \"x\"",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"-\" 408 -",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"\" 400 0",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"\\x16\\x03\\x01\" 400 226",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"GET / HTTP/1.1\" 200 5 \"http://a.example/\" \"CONNECT x:25\"",
                "1795527252.026     13 192.0.2.1 NONE_NONE/400 3556 GET / - HIER_NONE/- text/html",
                "1795527252.026     13 192.0.2.1 NONE_NONE/000 0 - error:transaction-end-before-headers - HIER_NONE/- -",
                "lb haproxy[1]: 192.0.2.1:5 [24/Nov/2026:13:34:26.601] f f/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 \"<BADREQ>\"",
                "{\"time\":\"2026-11-24T13:34:12Z\",\"remote_addr\":\"192.0.2.1\",\"request\":\"GET / HTTP/1.1\",\"status\":200}",
                "261130123000.123 3128 00000 - 127.0.0.1:3128 0.0.0.0:0 0 0 0 Accepting connections [1/2]",
                "1796041804.573  PROXY.3128 00000 - 127.0.0.1:3128 0.0.0.0:0 0 0 0 Accepting_connections_[1/2]",
                "261130123001.576 3128 00519 - 192.0.2.1:5 0.0.0.0:0 0 0 0 GET http://127.0.0.1:3128/ HTTP/1.1",
                "Nov 30 12:26:54 (1796041614.865932) danted[1]: info: pass(1): tcp/accept [: 127.0.0.1.3 127.0.0.1.4",
                "Nov 30 12:26:54 (1796041614.865932) danted[1]: error: pass(1): tcp/connect [: 1.1.1.1.3 1.1.1.1.4 -> x y.1",
                "2026-11-30 12:31:41.446 7fd107026080 Info: Program name: privoxy",
                "[2026-11-24T13:34:12.123Z] \"GET /x HTTP/1.1\" 200 - 0 94 3 2 \"192.0.2.1\" \"curl/8\" \"id\" \"a.example\" \"198.51.100.1:80\"",
                "2026-11-30T12:31:41.446123+00:00 host tinyproxy[9]: No upstream proxy for 127.0.0.1",
                "INFO      Nov 24 13:34:11.511 [9049]: No upstream proxy for 127.0.0.1",
            })
    void lineWithoutARequestToRelay_isReadAndOfNoInterest(String line) {
        Extract extract = scan(line, LogFormats.detect());
        assertThat(extract.unparsed()).isZero();
        assertThat(extract.sightings).isEmpty();
        assertThat(extract.from).isNotEqualTo(LogClock.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "garbage",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"CONNECT a.exa",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"CONNECT a.example:25 HTTP/1.1\"",
                "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"CONNECT a.example:25 HTTP/1.1\" 2",
                "192.0.2.1 - - [32/Oct/2007:03:14:12 +0900] \"CONNECT a.example:25 HTTP/1.1\" 200 5",
                "192.0.2.1 - - [22/Foo/2007:03:14:12 +0900] \"CONNECT a.example:25 HTTP/1.1\" 200 5",
                "192.0.2.1 - - [22/Oct/2007:25:14:12 +0900] \"CONNECT a.example:25 HTTP/1.1\" 200 5",
                "[Tue Nov 24 13:33:52.169825 2026] [mpm_event:notice] [pid 9055:tid 9055] AH00489: Apache/2.4.71",
                "1795527252.026 13 192.0.2.1 TCP_MISS",
                "CONNECT a.example:25 HTTP/1.1",
                "{\"request\":\"CONNECT a.example:25 HTTP/1.1\"",
                "{\"message\":\"started\"}",
                "{}",
                "NOTICE    Nov 24",
                "261330123000.976 3128 00000 - 192.0.2.1:57920 198.51.100.1:80 148 94 0 CONNECT a.example:25 HTTP/1.1",
                "261130123000.976 3128 00000 - 192.0.2.1:57920 198.51.100.1:80 148 94 CONNECT a.example:25 HTTP/1.1",
                "261130123000.976 3128 00000 - 192.0.2.1 198.51.100.1:80 148 94 0 CONNECT a.example:25 HTTP/1.1",
                "261130123000.976 squid 00000 - 192.0.2.1:5 198.51.100.1:80 148 94 0 CONNECT a.example:25 HTTP/1.1",
                "261130123000.976 3128 00000 - 192.0.2.1:5",
                "261130123000.976",
                "1796041806 1 2",
                "30-11-2026 12:43:04",
                "30-11-2026",
                "Nov 30 12:26:54 (1796041614.865932) mydanted[1]: info: pass(1): tcp/connect [: 1.1.1.1.3 1.1.1.1.4 -> x y.1",
                "danted[1]: info: pass(1): tcp/connect [: 1.1.1.1.3 1.1.1.1.4 -> x y.1",
                "Nov 30 12:26:54 host sshd[1]: info: pass(1): tcp/connect [: 1.1.1.1.3 1.1.1.1.4 -> x y.1",
                "2026-11-30 12:31:41.446 main Request: a.example:25/",
                "2026-11-30 12:31:41.446 7fd107026080 request: a.example:25/",
                "2026-13-30 12:31:41.446 7fd107026080 Request: a.example:25/",
                "2026-11-30 12:31:41.446 7fd107026080",
                "Nov 30 19:08:00 vm caddy[3682]: {\"level\":\"info\",\"msg\":\"serving initial configuration\"}",
                "Nov 30 19:08:00 vm caddy[3682]: {",
                "Nov 30 19:08:06 vm (squid-1)[3698]: ",
                "Nov 30 19:08:06 vm (squid-1)[3698]: Accepting HTTP Socket connections",
            })
    void brokenLine_isCountedAndNothingElse(String line) {
        Extract extract = scan(line + "\n", LogFormats.detect());
        assertThat(extract.lines()).isEqualTo(1);
        assertThat(extract.unparsed()).isEqualTo(1);
        assertThat(extract.sightings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            %h %l %u %t "%r" %>s %b ¦ 192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:25 HTTP/1.1" 200 -
            LogFormat "%t %a \\"%r\\" %s %D" timed ¦ [22/Oct/2007:03:14:12 +0000] 192.0.2.1 "CONNECT a.example:25 HTTP/1.1" 200 1234
            %>s;%b;%{%Y-%m-%d %H:%M:%S}t;%a;%r ¦ 200;12;2007-10-22 03:14:12;192.0.2.1;CONNECT a.example:25 HTTP/1.1
            %{sec}t %h %m %U %>s ¦ 1193022852 192.0.2.1 CONNECT a.example:25 200
            %!200,304{Referer}i %{%d/%b/%Y:%T %z}t|%h|%{User-Agent}i|%r|%>s ¦ - 22/Oct/2007:05:14:12 +0200|192.0.2.1|x y|CONNECT a.example:25 HTTP/1.1|200
            100%% %h %t "%r" %s ¦ 100% 192.0.2.1 [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:25 HTTP/1.1" 200
            $remote_addr [$time_local] "$request" $status ¦ 192.0.2.1 [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:25 HTTP/1.1" 200
            $time_iso8601|${remote_addr}|$request_method|$request_uri|$status ¦ 2007-10-22T03:14:12+00:00|192.0.2.1|CONNECT|a.example:25|200
            """)
    void customFormat_readsItsLines(String format, String line) {
        Extract extract = scan(line, LogFormats.of(format));
        assertThat(extract.unparsed()).isZero();
        assertThat(shown(extract)).isEqualTo("192.0.2.1 CONNECT a.example:25 200 2007-10-22T03:14:12Z");
        assertThat(scan("x" + line.substring(3), LogFormats.of("%h \"%r\" {%s}"))
                        .unparsed())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%h %t %>s", "", "%{%Q %Y}t %r", "%%", "0%%0%%"})
    void formatThatCannotBe_isTurnedDown(String format) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> LogFormats.of(format));
    }

    @Test
    void namedFormat_takesNoOther() {
        String line = "192.0.2.1 - - [22/Oct/2007:03:14:12 +0900] \"GET / HTTP/1.1\" 200 5";
        assertThat(scan(line, LogFormats.of("combined")).unparsed()).isZero();
        assertThat(scan(line, LogFormats.of("squid")).unparsed()).isEqualTo(1);
    }

    @Test
    void mixedFormats_areReadLineByLine() {
        String text = """
                192.0.2.1 - - [22/Oct/2007:03:14:12 +0000] "CONNECT a.example:1 HTTP/1.1" 200 5
                garbage
                1795527252.225      2 192.0.2.1 TCP_TUNNEL/200 362 CONNECT a.example:2 - HIER_DIRECT/198.51.100.1 -
                "CONNECT a.example:3 HTTP/1.1" 405 from=192.0.2.1 at 2026-11-24T13:34:12Z
                192.0.2.1 - - [22/Oct/2007:03:14:13 +0000] "CONNECT a.example:4 HTTP/1.1" 200 5
                """;
        Extract extract = scan(text, LogFormats.detect());
        assertThat(extract.lines()).isEqualTo(5);
        assertThat(extract.unparsed()).isEqualTo(1);
        assertThat(extract.sightings)
                .extracting(sighting -> ((RelayRequest) sighting).destination().port())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void timeWithoutYear_isOfTheYearTheLogWasWritten() {
        String lastYear = "CONNECT   Dec 31 23:59:59 [1]: Connect (file descriptor 5): 192.0.2.1";
        String leapDay = "CONNECT   Feb 29 00:00:00 [1]: Connect (file descriptor 5): 192.0.2.1";
        assertThat(Instant.ofEpochMilli(scan(lastYear, LogFormats.detect()).from))
                .isEqualTo("2025-12-31T23:59:59Z");
        assertThat(Instant.ofEpochMilli(scan(leapDay, LogFormats.detect()).from))
                .isEqualTo("2024-02-29T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-24T13:34:12                 | 2026-11-24T13:34:12Z
            2026-11-24 13:34:12,5               | 2026-11-24T13:34:12.500Z
            2026-11-24T13:34:12.123456789Z      | 2026-11-24T13:34:12.123Z
            2026-11-24T13:34:12+09:00           | 2026-11-24T04:34:12Z
            2026-11-24T13:34:12.04-0330         | 2026-11-24T17:04:12.040Z
            2026-11-24 13:34:12 +0900           | 2026-11-24T04:34:12Z
            [24/Nov/2026:13:34:12.345 +0900]    | 2026-11-24T04:34:12.345Z
            1795527252.5                        | 2026-11-24T13:34:12.500Z
            1795527252500                       | 2026-11-24T13:34:12.500Z
            2026-11-31T13:34:12Z                |
            2026-11-24T25:34:12Z                |
            2026-11-24T13:34:12.Z               |
            2026-11-24T13:34:12+9               |
            2026-11-24T13:34:12+xx:00           |
            2026-11-24T13:34:12 UTC             |
            2026-11-24                          |
            """)
    void time_isReadInManyForms(String text, Instant expected) {
        long time = AnyTime.read(text, new LogClock(ZoneOffset.UTC, WRITTEN));
        assertThat(time).isEqualTo(expected == null ? LogClock.NONE : expected.toEpochMilli());
    }

    @Test
    void timeWithoutZone_isOfTheGivenZone() {
        byte[] line = "CONNECT   Nov 24 13:00:00 [1]: Connect (file descriptor 5): 192.0.2.1".getBytes(UTF_8);
        Extract extract = LineScanner.scan(line, line.length, LogFormats.detect(), ZoneId.of("Asia/Tokyo"), WRITTEN);
        assertThat(Instant.ofEpochMilli(extract.from)).isEqualTo("2026-11-24T04:00:00Z");
    }

    /** Tens of thousands of them wait for the end of the log. */
    @Test
    void longUrls_areNotKept() {
        String line = "203.0.113.9 - - [22/Oct/2007:03:14:12 +0900] \"%s HTTP/1.1\" 200 5\n";
        String path = "x".repeat(8000);
        RelayRequest request = (RelayRequest) scan(line.formatted("GET http://a.example/" + path), LogFormats.detect())
                .sightings
                .get(0);
        assertThat(request.path()).hasSize(255);
        assertThat(request.pathLength()).isEqualTo(8001);
        RelayRequest verb = (RelayRequest) scan(line.formatted(path + " http://a.example/"), LogFormats.detect())
                .sightings
                .get(0);
        assertThat(verb.method()).hasSize(32);
    }

    static Extract scan(String text, LogFormats formats) {
        byte[] bytes = text.getBytes(UTF_8);
        return LineScanner.scan(bytes, bytes.length, formats, ZoneOffset.UTC, WRITTEN);
    }

    private static String shown(Extract extract) {
        RelayRequest request = (RelayRequest) extract.sightings.get(0);
        return String.join(
                " ",
                request.source(),
                request.method(),
                request.destination().host() + ":" + request.destination().port(),
                String.valueOf(request.status()),
                Instant.ofEpochMilli(request.time()).toString());
    }
}
