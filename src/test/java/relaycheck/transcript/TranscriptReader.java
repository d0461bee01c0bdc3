package relaycheck.transcript;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.transcript.Exchange.Tunnel;

/** Reads the lines of one capture. */
final class TranscriptReader {
    private final String name;
    private final ImmutableMap.Builder<String, String> head = ImmutableMap.builder();
    private final ImmutableList.Builder<Exchange> exchanges = ImmutableList.builder();
    private Draft draft = new Draft("");

    TranscriptReader(String name) {
        this.name = name;
    }

    Transcript read(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                line(lines.get(i));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(name + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        finishDraft();
        return new Transcript(name, head.buildOrThrow(), exchanges.build());
    }

    private void line(String line) {
        if (line.startsWith("== ")) {
            finishDraft();
            draft = new Draft(line.substring(3));
        } else if (line.startsWith("# ")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                draft.remarks.put(line.substring(2, colon), line.substring(colon + 2));
            }
        } else if (line.startsWith("* ")) {
            draft.event(line.substring(2));
        } else if (line.startsWith(">")) {
            draft.sent(bytes(line));
        } else if (line.startsWith("<")) {
            draft.received(bytes(line));
        } else if (!line.isEmpty()) {
            throw new IllegalArgumentException("not a line of a transcript: " + line);
        }
    }

    /** What stands before the first exchange is the head. */
    private void finishDraft() {
        if (draft.title.isEmpty()) {
            head.putAll(draft.remarks);
        } else {
            exchanges.add(draft.exchange(name));
        }
    }

    private static String bytes(String line) {
        StringBuilder bytes = new StringBuilder(line.length() + 2);
        for (int i = 2; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            i++;
            switch (line.charAt(i)) {
                case '\\' -> bytes.append('\\');
                case 't' -> bytes.append('\t');
                case 'r' -> bytes.append('\r');
                case 'x' -> {
                    bytes.append((char) Integer.parseInt(line.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                case 'n' -> {
                    return bytes.append('\n').toString();
                }
                case 'c' -> {
                    return bytes.toString();
                }
                default -> throw new IllegalArgumentException("\\" + line.charAt(i) + " means nothing");
            }
        }
        return bytes.append("\r\n").toString();
    }

    /** An exchange while it is read: outside the tunnel first, then in it. */
    private static final class Draft {
        private final String title;
        private final Map<String, String> remarks = new HashMap<>();
        private final StringBuilder[] sent = {new StringBuilder(), new StringBuilder()};
        private final StringBuilder[] received = {new StringBuilder(), new StringBuilder()};
        private final List<List<String>> events = List.of(new ArrayList<>(), new ArrayList<>());
        private String opening = "";
        private int greeted;

        Draft(String title) {
            this.title = title;
        }

        void sent(String bytes) {
            if (side() == 1 && sent[1].length() == 0) {
                greeted = received[1].length();
            }
            sent[side()].append(bytes);
        }

        void received(String bytes) {
            received[side()].append(bytes);
        }

        void event(String words) {
            if (opening.isEmpty() && words.startsWith("tunnel")) {
                opening = words;
            } else {
                events.get(side()).add(words);
            }
        }

        private int side() {
            return opening.isEmpty() ? 0 : 1;
        }

        Exchange exchange(String transcript) {
            int on = title.indexOf(" on ");
            Truth truth =
                    Truth.parse(remarks.getOrDefault("truth", ""), Optional.ofNullable(remarks.get("arrived as")));
            return new Exchange(
                    transcript,
                    title.substring(0, on),
                    Integer.parseInt(title.substring(on + 4)),
                    remarks.getOrDefault("nonce", ""),
                    truth,
                    chunk(sent[0]),
                    chunk(received[0]),
                    ImmutableList.copyOf(events.get(0)),
                    opening.isEmpty() ? Optional.empty() : Optional.of(tunnel()));
        }

        private Tunnel tunnel() {
            Chunk all = chunk(received[1]);
            return new Tunnel(opening, chunk(sent[1]), all.first(greeted), all, ImmutableList.copyOf(events.get(1)));
        }

        private static Chunk chunk(StringBuilder bytes) {
            return Chunk.of(bytes.toString());
        }
    }
}
