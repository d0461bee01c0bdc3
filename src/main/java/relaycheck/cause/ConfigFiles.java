package relaycheck.cause;

import com.google.common.collect.ImmutableList;

/** Where configuration text comes from; handed in, so that nothing here touches a disk. Paths use {@code /}. */
public interface ConfigFiles {
    /** The lines of a file; what cannot be read is said, never thrown. */
    Text read(String path);

    /** The existing files and folders that a path, perhaps with {@code * ? [ ]}, stands for, in order of name. */
    ImmutableList<String> find(String pattern);

    /** The files of a folder and of its folders, in order of name; none if it is no folder. */
    ImmutableList<String> under(String folder);

    /** What all paths of one file have in common: one may be told from here, and the other from the root. */
    default String identity(String path) {
        return path;
    }

    /**
     * What was read of a file, and what of it was not.
     *
     * @param isText whether it is text, as every configuration is, or may be
     */
    record Text(ImmutableList<String> lines, ImmutableList<Unread> unread, boolean isText) {
        /** Of a text. */
        public Text(ImmutableList<String> lines, ImmutableList<Unread> unread) {
            this(lines, unread, true);
        }
    }
}
