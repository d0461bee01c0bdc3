package relaycheck.cli;

import com.google.common.primitives.Ints;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many: 1 or more. */
final class CountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        Integer count = Ints.tryParse(text);
        if (count == null || count < 1) {
            throw new TypeConversionException("\"" + text + "\" is not a number from 1 to " + Integer.MAX_VALUE);
        }
        return count;
    }
}
