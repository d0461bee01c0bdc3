package relaycheck.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import relaycheck.http.Chunk;

/** How the same bytes may reach us. */
enum Delivery {
    BYTE_BY_BYTE,
    /** In pieces of one to forty bytes, the same in every run. */
    IN_PIECES,
    WHOLE;

    List<ByteBuffer> pieces(Chunk bytes) {
        List<ByteBuffer> pieces = new ArrayList<>();
        Random random = new Random(bytes.length());
        byte[] all = bytes.toBytes();
        for (int from = 0; from < all.length; ) {
            int length = Math.min(all.length - from, size(random));
            pieces.add(ByteBuffer.wrap(all, from, length));
            from += length;
        }
        return pieces;
    }

    private int size(Random random) {
        return switch (this) {
            case BYTE_BY_BYTE -> 1;
            case IN_PIECES -> 1 + random.nextInt(40);
            case WHOLE -> Integer.MAX_VALUE;
        };
    }
}
