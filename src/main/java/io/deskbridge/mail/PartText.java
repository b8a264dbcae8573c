package io.deskbridge.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** The text of a part, whatever its sender says or forgets to say about the characters. */
public final class PartText {
    /** Nobody writes that much; a mail that is larger is a mistake or an attack. */
    private static final int MAX_BYTES = 2_000_000;

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private PartText() {}

    public static String of(MimePart part) throws MessagingException, IOException {
        byte[] bytes = bytes(part);
        Optional<String> named = parameter(part, "charset");
        String text = named.flatMap(PartText::charset)
                .map(charset -> new String(bytes, charset))
                .orElseGet(() -> guessed(bytes));
        boolean flowed =
                parameter(part, "format").filter("flowed"::equalsIgnoreCase).isPresent();
        boolean delSp = parameter(part, "delsp").filter("yes"::equalsIgnoreCase).isPresent();
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return flowed ? FlowedText.unfolded(lines, delSp) : lines;
    }

    private static byte[] bytes(MimePart part) throws MessagingException, IOException {
        try (InputStream decoded = part.getInputStream()) {
            return decoded.readNBytes(MAX_BYTES);
        }
    }

    /** Says ISO-8859-1 and means Windows: all programs of one maker do, and browsers read it so. */
    private static Optional<Charset> charset(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("iso-8859-1") || lower.equals("us-ascii") || lower.equals("ascii")) {
            return lower.equals("iso-8859-1") ? Optional.of(WINDOWS) : Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(lower));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static String guessed(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    private static Optional<String> parameter(Part part, String name) throws MessagingException {
        try {
            return Optional.ofNullable(new ContentType(part.getContentType()).getParameter(name));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
