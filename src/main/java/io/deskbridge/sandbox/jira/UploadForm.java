package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Uploaded forms, read here and not by the container: it would have to be told for the whole application how large files
 * may be.
 */
@Component
@SandboxPart
class UploadForm extends OncePerRequestFilter {
    private static final String BYTES = "application/octet-stream";
    private static final Pattern NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type:\\s*([\\w.+/-]+)");

    /** The form's only file. */
    record UploadedFile(String name, String type, byte[] bytes) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(Paths.API)
                || !request.getRequestURI().endsWith("/attachments");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getContentType() {
                        return BYTES;
                    }

                    @Override
                    public String getHeader(String name) {
                        return name.equalsIgnoreCase("Content-Type") ? BYTES : super.getHeader(name);
                    }
                },
                response);
    }

    static UploadedFile read(byte[] form) {
        // one byte is one character here, so that positions are the same
        String text = new String(form, StandardCharsets.ISO_8859_1);
        int headersEnd = text.indexOf("\r\n\r\n");
        int lineEnd = text.indexOf("\r\n");
        int end = lineEnd < 0 ? -1 : text.lastIndexOf("\r\n" + text.substring(0, lineEnd));
        if (headersEnd < 0 || end < headersEnd || !text.startsWith("--")) {
            throw Refusal.general(400, "Could not parse the multipart form.");
        }
        String headers = new String(form, 0, headersEnd, StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(headers);
        Matcher type = TYPE.matcher(headers);
        if (!headers.contains("name=\"file\"") || !name.find()) {
            throw Refusal.general(400, "The form has no field named file.");
        }
        return new UploadedFile(
                name.group(1), type.find() ? type.group(1) : BYTES, Arrays.copyOfRange(form, headersEnd + 4, end));
    }
}
