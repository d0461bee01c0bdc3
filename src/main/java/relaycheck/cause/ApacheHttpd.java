package relaycheck.cause;

import com.google.common.collect.ImmutableList;

/** Apache httpd: {@code ProxyRequests} and what guards it, and gateways whose target the client chooses. */
final class ApacheHttpd extends Dialect {
    private static final FileMarks MARKS = FileMarks.of(
            "httpd2?\\.conf|apache2?\\.conf|\\.htaccess",
            "(?i)</?(VirtualHost|Directory|DirectoryMatch|IfModule|IfDefine|IfVersion|Proxy|ProxyMatch|Location"
                    + "|LocationMatch|Files|FilesMatch|Macro)\\b.*>|(ProxyRequests|ProxyPass|ProxyPassMatch"
                    + "|ProxyPassReverse|ProxyVia|AllowCONNECT|LoadModule|ServerRoot|ServerName|DocumentRoot"
                    + "|RewriteRule|RewriteEngine|RewriteCond|IncludeOptional|ErrorLog|CustomLog|Define|UnDefine)\\s+\\S");

    ApacheHttpd() {
        super("apache", MARKS, Files.INCLUDED);
    }

    @Override
    public void read(ImmutableList<String> files, Reading reading) {
        ApacheParser parser = new ApacheParser(reading);
        ImmutableList<ApacheDirective> all = parser.parse(files);
        ImmutableList<ApacheDirective> directives =
                files.stream().allMatch(file -> Reading.name(file).equals(".htaccess"))
                        ? folder(files.get(0), all)
                        : all;
        ApacheServers servers = ApacheServers.of(directives);
        servers.register(reading);
        new ApacheForward(servers, parser.modules(), reading).read();
        servers.servers().forEach(server -> new ApacheRewrite(servers, server, reading).read());
    }

    /** What stands in .htaccess holds for its folder. */
    private static ImmutableList<ApacheDirective> folder(String file, ImmutableList<ApacheDirective> lines) {
        return ImmutableList.of(new ApacheDirective(
                new Place(file, 1), "directory", ImmutableList.of(Reading.folder(file)), "", lines));
    }
}
