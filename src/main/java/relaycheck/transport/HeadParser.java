package relaycheck.transport;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpResponseFactory;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParser;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;
import relaycheck.http.Header;
import relaycheck.http.ResponseHead;

/** HttpCore's parser of response heads; keeps the status line as it came. How long a head may be is its user's affair. */
final class HeadParser extends DefaultHttpResponseParser<HttpResponse> {
    private static final Http1Config UNLIMITED = Http1Config.custom()
            .setMaxLineLength(-1)
            .setMaxHeaderCount(-1)
            .setMaxEmptyLineCount(Integer.MAX_VALUE)
            .build();
    private static final HttpResponseFactory<HttpResponse> FACTORY = new HttpResponseFactory<>() {
        @Override
        public HttpResponse newHttpResponse(int status, String reason) {
            return new BasicHttpResponse(status, reason);
        }

        @Override
        public HttpResponse newHttpResponse(int status) {
            return new BasicHttpResponse(status);
        }
    };

    private static final ResponseLines LINES = new ResponseLines();

    private String statusLine = "";
    private @Nullable HttpResponse message;

    HeadParser() {
        super(UNLIMITED, LINES, FACTORY);
    }

    @Override
    protected HttpResponse createMessage(CharArrayBuffer line) throws HttpException {
        statusLine = line.toString();
        return super.createMessage(line);
    }

    /** The head, once it is whole; null before. */
    @Nullable
    ResponseHead head(ByteQueue queue) throws IOException, HttpException {
        HttpResponse parsed = parse(queue, false);
        if (parsed == null) {
            return null;
        }
        message = parsed;
        reset();
        ImmutableList.Builder<Header> headers = ImmutableList.builder();
        for (Iterator<org.apache.hc.core5.http.Header> i = parsed.headerIterator(); i.hasNext(); ) {
            org.apache.hc.core5.http.Header header = i.next();
            String value = header.getValue();
            headers.add(new Header(header.getName(), value == null ? "" : value));
        }
        return new ResponseHead(statusLine, parsed.getCode(), headers.build());
    }

    /** The message that {@link #head} came from. */
    HttpResponse message() {
        if (message == null) {
            throw new IllegalStateException("no head was parsed");
        }
        return message;
    }
}
