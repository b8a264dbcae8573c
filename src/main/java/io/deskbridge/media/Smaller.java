package io.deskbridge.media;

import io.deskbridge.core.Media;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a photograph or screenshot smaller in bytes: written anew, and with fewer pixels where that is not enough. Its
 * proportions, its kind and which side is up stay; what moves, and what cannot be read safely, is left alone.
 */
public final class Smaller {
    /** A file of a few kilobytes may say that it is as large as a house; nothing of it is read then. */
    private static final long MOST_PIXELS = 50_000_000;
    /** So many are held in memory, at four bytes each; of a larger picture only each second, third ... one is read. */
    private static final long PIXELS_AT_ONCE = 8_000_000;
    /** A picture that fits only when it is smaller than that shows nothing any more. */
    private static final int LEAST_SIDE = 200;

    private static final int ATTEMPTS = 8;
    private static final float QUALITY = 0.85f;

    private Smaller() {}

    /**
     * The picture in at most so many bytes; empty when that is not safe: another kind of file, one that moves, one that is
     * broken or far too large, or of which nothing would be seen. One at a time, for each takes memory.
     */
    public static synchronized Optional<Media> of(Media picture, long maxBytes) {
        String format =
                switch (picture.mimeType()) {
                    case "image/jpeg" -> "jpeg";
                    case "image/png" -> Png.moves(picture.bytes()) ? "" : "png";
                    default -> "";
                };
        if (format.isEmpty()) {
            return Optional.empty();
        }
        try {
            return read(picture.bytes(), format)
                    .flatMap(image -> fitting(image, format, maxBytes))
                    .map(bytes -> new Media(picture.name(), picture.mimeType(), bytes));
        } catch (IOException | RuntimeException unreadable) {
            // the reader of a stranger's bytes may fail in any way, for colours that it does not know among others
            return Optional.empty();
        }
    }

    private static Optional<BufferedImage> read(byte[] bytes, String format) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MOST_PIXELS) {
                return Optional.empty();
            }
            int step = 1;
            while (width / step * (height / step) > PIXELS_AT_ONCE) {
                step++;
            }
            ImageReadParam which = reader.getDefaultReadParam();
            which.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, which);
            return Optional.of(format.equals("jpeg") ? upright(image, Jpeg.side(bytes)) : image);
        } finally {
            reader.dispose();
        }
    }

    private static Optional<byte[]> fitting(BufferedImage image, String format, long maxBytes) {
        double factor = 1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0 && Math.min(image.getWidth(), image.getHeight()) * factor < LEAST_SIDE) {
                return Optional.empty();
            }
            byte[] bytes = written(scaled(image, factor), format);
            if (bytes.length <= maxBytes) {
                return Optional.of(bytes);
            }
            factor *= Math.min(0.9, 0.95 * Math.sqrt((double) maxBytes / bytes.length));
        }
        return Optional.empty();
    }

    /** By halves, so that no pixel is left out. */
    private static BufferedImage scaled(BufferedImage image, double factor) {
        BufferedImage smaller = image;
        double left = factor;
        while (left < 0.5) {
            smaller = drawn(smaller, AffineTransform.getScaleInstance(0.5, 0.5), 0.5, 0.5, false);
            left *= 2;
        }
        return drawn(smaller, AffineTransform.getScaleInstance(left, left), left, left, false);
    }

    /** As the camera was held (Exif 2.3, tag 0x0112): what is written anew tells nothing of that any more. */
    private static BufferedImage upright(BufferedImage image, short side) {
        int w = image.getWidth();
        int h = image.getHeight();
        AffineTransform turn =
                switch (side) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
                    default -> new AffineTransform();
                };
        return turn.isIdentity() ? image : drawn(image, turn, 1, 1, side > 4);
    }

    private static BufferedImage drawn(
            BufferedImage image, AffineTransform how, double wide, double high, boolean lies) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * wide));
        int height = Math.max(1, (int) Math.round(image.getHeight() * high));
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var drawn = new BufferedImage(lies ? height : width, lies ? width : height, type);
        var pen = drawn.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(image, how, null);
        } finally {
            pen.dispose();
        }
        return drawn;
    }

    private static byte[] written(BufferedImage image, String format) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
