package relaycheck.cause;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {
    @ParameterizedTest
    @MethodSource("relaycheck.cause.DialectTest#dialects")
    void dialect_isRecognisedByWhatStandsInTheFile(Dialect dialect) throws IOException {
        for (DialectCase one : DialectCase.of(dialect.name())) {
            List<String> lines = one.texts().get("/etc/it/main").lines().toList();
            if (lines.size() < 4) {
                continue; // one line of Privoxy may be anyone's
            }
            Dialect likeliest = Causes.DIALECTS.stream()
                    .max((a, b) -> Integer.compare(likeness(a, lines), likeness(b, lines)))
                    .orElseThrow();
            assertThat(likeliest.name()).as(one.name()).isEqualTo(dialect.name());
        }
    }

    private static int likeness(Dialect dialect, List<String> lines) {
        return dialect.likeness("/etc/it/main", ImmutableList.copyOf(lines));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /x/apache2.conf,       apache
            /x/httpd.conf,         apache
            /x/.htaccess,          apache
            /x/squid.conf,         squid
            /x/tinyproxy.conf,     tinyproxy
            /x/nginx.conf,         nginx
            /x/haproxy.cfg,        haproxy
            /x/records.config,     trafficserver
            /x/records.yaml,       trafficserver
            /x/lighttpd.conf,      lighttpd
            /x/default.vcl,        varnish
            /x/Caddyfile,          caddy
            /x/danted.conf,        dante
            /x/sockd.conf,         dante
            /x/3proxy.cfg,         3proxy
            /x/envoy.yaml,         envoy
            """)
    void dialect_isRecognisedByTheNameOfTheFile(String path, String dialect) {
        assertThat(Causes.DIALECTS)
                .filteredOn(one -> one.likeness(path, ImmutableList.of("x")) == 100)
                .extracting(Dialect::name)
                .containsExactly(dialect);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'http_access allow all',                                            http_access allow localhost
            'acl localnet src 10.0.0.0/8|http_access allow all',                http_access allow localnet
            'http_access allow all|acl localnet src 10.0.0.0/8',                http_access allow localhost
            'acl localnet src 0.0.0.0/0|http_access allow localnet',            http_access allow localhost
            """)
    void squidsRemedy_namesNoListThatIsNotDefined(String lines, String change) {
        Findings findings = read(ImmutableMap.of("/e/squid.conf", lines.replace('|', '\n') + "\n"), "/e/squid.conf");
        assertThat(findings.causes())
                .extracting(cause -> cause.remedy().change())
                .containsExactly(change);
        assertThat(findings.causes())
                .extracting(cause -> cause.remedy().text())
                .allMatch(text -> change.endsWith("localnet") || text.contains("(acl own_network src 192.0.2.0/24)"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'stream { server { listen 80; ssl_preread on; proxy_pass $ssl_preread_server_name:443; } }', backend.internal:443
            'http { server { listen 80; location / { proxy_pass http://$http_host; } } }', http://backend.internal
            """)
    void nginxsRemedy_isValidWhereItStands(String text, String backend) {
        Findings findings =
                read(ImmutableMap.of("/e/nginx.conf", text.replaceAll("([{};]) ", "$1\n") + "\n"), "/e/nginx.conf");
        assertThat(findings.causes())
                .extracting(cause -> cause.remedy().change())
                .containsExactly("proxy_pass " + backend + ";");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'listen-address :8118',                                             listen-address 127.0.0.1:8118
            'listen-address 0.0.0.0:3128',                                      listen-address 127.0.0.1:3128
            'listen-address :8118|listen-address [::]:8118|permit-access 0/0',  permit-access 127.0.0.1
            """)
    void privoxysRemedy_closesWhereItStands(String lines, String change) {
        String text = lines.replace('|', '\n') + "\n";
        Cause cause = Iterables.getOnlyElement(
                read(ImmutableMap.of("/e/config", text), "/e/config").causes());
        assertThat(cause.to()).isEqualTo(Audience.ANYONE);
        assertThat(cause.remedy().change()).isEqualTo(change);
        assertThat(read(ImmutableMap.of("/e/config", text.replace(cause.directive(), change)), "/e/config")
                        .causes())
                .extracting(Cause::to)
                .containsExactly(Audience.ADDRESSES);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'ServerName a',       false
            'ProxyRequests Off',  true
            """)
    void lineOfTheMainServer_isOutOfReachUnlessAVirtualHostHasItFromThere(String inHost, boolean outOfReach) {
        String text = "Listen 80\nProxyRequests On\n<VirtualHost *:80>\n" + inHost + "\n</VirtualHost>\n";
        Findings findings = read(ImmutableMap.of("/e/httpd.conf", text), "/e/httpd.conf");
        assertThat(findings.causes()).hasSize(outOfReach ? 0 : 1);
        assertThat(findings.notes().stream().anyMatch(note -> note.text().contains("all served by virtual hosts")))
                .isEqualTo(outOfReach);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            records.yaml,    'records:|  url_remap:|    remap_required: 0',              remap_required: 1
            records.config,  'CONFIG proxy.config.url_remap.remap_required INT 0',       CONFIG proxy.config.url_remap.remap_required INT 1
            """)
    void trafficServersRemedy_isWrittenAsTheFileIs(String file, String lines, String change) {
        Findings findings = read(ImmutableMap.of("/e/" + file, lines.replace('|', '\n') + "\n"), "/e/" + file);
        assertThat(findings.causes())
                .extracting(cause -> cause.remedy().change())
                .containsExactly(change);
    }

    @Test
    void folderWithAMainFile_isReadAsTheServerReadsIt() {
        Findings findings = read(
                ImmutableMap.of(
                        "/e/apache2/apache2.conf", "IncludeOptional sites-enabled/*.conf\n",
                        "/e/apache2/sites-enabled/a.conf", "ProxyRequests Off\n",
                        "/e/apache2/sites-available/b.conf", "ProxyRequests On\n"),
                "/e/apache2");
        assertThat(findings.causes()).isEmpty();
        assertThat(findings.files())
                .containsExactlyInAnyOrder("/e/apache2/apache2.conf", "/e/apache2/sites-enabled/a.conf");
    }

    @Test
    void folderOfPiecesWithoutAMainFile_isReadAsOne() {
        Findings findings = read(
                ImmutableMap.of(
                        "/e/conf-enabled/acl.conf", "<Proxy *>\nRequire ip 10.0.0.0/8\n</Proxy>\n",
                        "/e/sites-enabled/a.conf", "<VirtualHost *:80>\nProxyRequests On\n</VirtualHost>\n"),
                "/e");
        assertThat(findings.causes()).extracting(Cause::to).containsExactly(Audience.ADDRESSES);
    }

    @Test
    void folderOfSeveralProducts_isReadEachInItsOwn() {
        Findings findings = read(
                ImmutableMap.of(
                        "/e/a.conf", "ProxyRequests On\n<Proxy *>\nRequire all granted\n</Proxy>\n",
                        "/e/b.conf", "ProxyRequests On\n<Proxy *>\nRequire all denied\n</Proxy>\n",
                        "/e/c.conf", "http_port 3128\nhttp_access allow all\n",
                        "/e/README", "words\n"),
                "/e");
        assertThat(findings.causes()).extracting(Cause::software).containsExactly("Apache httpd", "Squid");
        assertThat(findings.unread()).isEmpty();
    }

    @Test
    void folderWithNotesAndReports_isReadWithoutThem() {
        ImmutableMap<String, String> folder = ImmutableMap.of(
                "/e/squid.conf", "acl blocked dstdomain \"/e/blocked.txt\"\nhttp_access deny all\n",
                "/e/blocked.txt", "example.com\n",
                "/e/letter.md", "change it to:\n\n    http_access allow localhost\n",
                "/e/notes.txt", "http_access allow all\nhttp_port 3128\n",
                "/e/report.json", "{}\n");
        Findings findings = read(folder, "/e");
        assertThat(findings.causes()).isEmpty();
        assertThat(findings.files()).containsExactlyInAnyOrder("/e/squid.conf", "/e/blocked.txt");
        assertThat(findings.notes())
                .contains(
                        new Note(new Place("/e/squid.conf", 0), "read as squid, and 1 more file"),
                        new Note(new Place("/e/report.json", 0), "not read: is in no dialect known here, or put aside"))
                .anyMatch(note -> note.place().file().equals("/e/notes.txt")
                        && note.text().startsWith("not read: has lines like squid's"));
        assertThat(read(folder, "/e/notes.txt").causes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bind 127.0.0.1\nport 6379\nmaxclients 100\nloglevel notice\n",
                "Port 22\nListenAddress 0.0.0.0\nLogLevel INFO\n",
                "port 1194\nproto udp\nuser nobody\n",
                "global:\n  scrape_interval: 15s\n",
                "auth 113/tcp authentication tap ident\nsocks 1080/tcp\t# socks proxy server\n",
                "#!/usr/sbin/nft -f\nflush ruleset\n",
                "<?xml version=\"1.0\"?>\n<location>\nDefine aliasing\n</location>\n",
                "services:\n  socks:\n    command: microsocks -p 1080\n",
                "http:\n  services:\n    app:\n      loadBalancer:\n",
                "{\"inbounds\":[{\"protocol\":\"socks\",\"settings\":{\"auth\":\"noauth\"}}]}\n"
            })
    void configurationOfAProductThatIsNotKnown_isNotReadAsAnotherOnes(String text) {
        assertThat(read(ImmutableMap.of("/e/x.yml", text), "/e/x.yml").unread())
                .extracting(Unread::why)
                .containsExactly("is in no dialect known here (" + Causes.names() + "); --dialect names one");
    }

    @Test
    void fileThatIncludesItself_isSaidAndTheRestIsRead() {
        Findings findings =
                read(ImmutableMap.of("/e/httpd.conf", "Include /e/httpd.conf\nProxyRequests On\n"), "/e/httpd.conf");
        assertThat(findings.unread()).extracting(Unread::why).containsExactly("includes /e/httpd.conf without end");
        assertThat(findings.causes()).hasSize(1);
    }

    @Test
    void includeThatIsNotThere_isSaidWithItsLine() {
        Findings findings =
                read(ImmutableMap.of("/e/httpd.conf", "ServerName x\nInclude /e/none.conf\n"), "/e/httpd.conf");
        assertThat(findings.unread())
                .containsExactly(
                        new Unread(new Place("/e/httpd.conf", 2), "includes /e/none.conf, which is not there"));
    }

    @Test
    void copyOfATree_isReadInsteadOfTheTreeItself() {
        Findings findings = read(
                ImmutableMap.of(
                        "/copy/etc/squid/squid.conf", "include /etc/squid/conf.d/*.conf\nhttp_access deny all\n",
                        "/copy/etc/squid/conf.d/a.conf", "http_access allow all\n",
                        "/etc/squid/conf.d/a.conf", "http_access deny all\n"),
                "/copy/etc/squid/squid.conf");
        assertThat(findings.causes())
                .extracting(cause -> cause.place().file())
                .containsExactly("/copy/etc/squid/conf.d/a.conf");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            web1/nginx/nginx.conf,   /etc/nginx/conf.d/*.conf,     web1/nginx/conf.d/a.conf,  /etc/nginx/conf.d/a.conf
            nginx/nginx.conf,        /etc/nginx/conf.d/*.conf,     nginx/conf.d/a.conf,       nginx/a.conf
            project/nginx.conf,      /etc/nginx/conf.d/*.conf,     project/conf.d/a.conf,     project/x/conf.d/a.conf
            project/nginx.conf,      /etc/nginx/own.conf,          project/own.conf,          own.conf
            nginx.conf,              /etc/nginx/conf.d/*.conf,     conf.d/a.conf,             x/conf.d/a.conf
            /etc/nginx/nginx.conf,   /opt/nginx/conf.d/*.conf,     /opt/nginx/conf.d/a.conf,  /etc/nginx/conf.d/a.conf
            /srv/nginx.conf,         /etc/nginx/conf.d/*.conf,     /etc/nginx/conf.d/a.conf,  /srv/conf.d/a.conf
            """)
    void includeOfACopy_isLookedForInTheCopy(String main, String include, String file, String other) {
        Findings findings = read(
                ImmutableMap.of(
                        main, "http {\ninclude " + include + ";\n}\n",
                        file, "server { location / { proxy_pass http://$http_host; } }\n",
                        other, "server { location / { proxy_pass http://$http_host; } }\n"),
                main);
        assertThat(findings.causes()).extracting(cause -> cause.place().file()).containsExactly(file);
        assertThat(findings.unread()).isEmpty();
    }

    @Test
    void includeThatWouldBeTheFileItself_isNotTakenForIt() {
        Findings findings =
                read(ImmutableMap.of("project/nginx.conf", "include /etc/nginx/*.conf;\n"), "project/nginx.conf");
        assertThat(findings.unread()).isEmpty();
        assertThat(findings.notes()).extracting(Note::text).containsExactly("nothing matches /etc/nginx/*.conf");
    }

    @Test
    void textThatIsNoConfiguration_isSaid() {
        Findings findings = read(ImmutableMap.of("/e/x", "words\n"), "/e/x", "/e/y");
        assertThat(findings.files()).isEmpty();
        assertThat(findings.unread())
                .extracting(Unread::why)
                .containsExactly(
                        "is in no dialect known here (" + Causes.names() + "); --dialect names one", "does not exist");
    }

    @ParameterizedTest
    @MethodSource("relaycheck.cause.DialectTest#dialects")
    void garbage_neverThrows(Dialect dialect) throws IOException {
        for (DialectCase one : DialectCase.of(dialect.name())) {
            String text = one.texts().get("/etc/it/main");
            for (int cut = 0; cut < text.length(); cut += 7) {
                String odd = text.substring(cut) + "\n" + text.substring(0, cut) + "\n<\"'{([\\";
                Findings findings = new Causes(new TextConfigFiles(ImmutableMap.of("/e", odd)), Optional.of(dialect))
                        .read(List.of("/e"));
                assertThat(findings.files().size() + findings.unread().size()).isPositive();
            }
        }
    }

    private static Findings read(ImmutableMap<String, String> texts, String... paths) {
        return new Causes(new TextConfigFiles(texts), Optional.empty()).read(List.of(paths));
    }
}
