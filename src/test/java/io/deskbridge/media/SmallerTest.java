package io.deskbridge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallerTest {
    private static final int RED = 0xc00000;
    private static final int BLUE = 0x0000c0;

    /** Left red, right blue, its first quarter from above brighter, and all of it noisy, so that it has many bytes. */
    private static byte[] picture(String format, int width, int height, int type) throws IOException {
        var image = new BufferedImage(width, height, type);
        var noise = new Random(7);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                int colour = (x < width / 2 ? RED : BLUE) + (y < height / 4 ? 0x003f00 : 0);
                image.setRGB(x, y, 0xff000000 | colour ^ noise.nextInt(0x20) * 0x010101);
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] photograph(int width, int height, int side) throws IOException {
        var exif = new TiffOutputSet();
        exif.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) side);
        var out = new ByteArrayOutputStream();
        new ExifRewriter()
                .updateExifMetadataLossless(picture("jpg", width, height, BufferedImage.TYPE_INT_RGB), out, exif);
        return out.toByteArray();
    }

    private static BufferedImage image(Media media) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(media.bytes()));
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        int colour = image.getRGB((int) (image.getWidth() * x), (int) (image.getHeight() * y));
        return (colour >> 16 & 0xff) > 100 && (colour & 0xff) < 100;
    }

    @ParameterizedTest
    @CsvSource({"jpeg, 60000", "jpeg, 30000", "png, 400000", "png, 200000"})
    void a_picture_fits_and_keeps_its_kind_its_name_and_its_proportions(String format, int max) throws Exception {
        var before =
                new Media("box." + format, "image/" + format, picture(format, 900, 600, BufferedImage.TYPE_INT_RGB));
        assertThat(before.bytes().length).isGreaterThan(max);

        Media after = Smaller.of(before, max).orElseThrow();

        assertThat(after.bytes().length).isLessThanOrEqualTo(max).isGreaterThan(max / 3);
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.mimeType()).isEqualTo(before.mimeType());
        BufferedImage image = image(after);
        assertThat((double) image.getWidth() / image.getHeight()).isBetween(1.48, 1.52);
        assertThat(isRed(image, 0.25, 0.5)).isTrue();
        assertThat(isRed(image, 0.75, 0.5)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 0.5",
        "2, 0.9, 0.5",
        "3, 0.9, 0.5",
        "4, 0.1, 0.5",
        "5, 0.5, 0.1",
        "6, 0.5, 0.1",
        "7, 0.5, 0.9",
        "8, 0.5, 0.9"
    })
    void a_photograph_stands_as_its_camera_said_and_says_nothing_any_more(int side, double x, double y)
            throws Exception {
        byte[] photograph = photograph(900, 600, side);
        Media after =
                Smaller.of(new Media("a.jpg", "image/jpeg", photograph), 60_000).orElseThrow();
        BufferedImage image = image(after);
        assertThat(isRed(image, x, y)).isTrue();
        assertThat(isRed(image, 1 - x, 1 - y)).isFalse();
        assertThat(image.getWidth() > image.getHeight()).isEqualTo(side < 5);
        assertThat(Imaging.getMetadata(after.bytes())).isNull();
    }

    @Test
    void a_transparent_picture_stays_transparent() throws Exception {
        var image = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        var noise = new Random(3);
        for (int i = 0; i < 600 * 300; i++) {
            image.setRGB(i % 600, i / 600, 0xff000000 | noise.nextInt(0xffffff));
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        BufferedImage after = image(Smaller.of(new Media("a.png", "image/png", out.toByteArray()), 200_000)
                .orElseThrow());
        assertThat(after.getRGB(after.getWidth() / 2, after.getHeight() - 5) >>> 24)
                .isZero();
        assertThat(after.getRGB(after.getWidth() / 2, 5) >>> 24).isEqualTo(0xff);
    }

    @Test
    void a_large_photograph_is_read_in_parts_and_one_that_says_it_is_as_large_as_a_house_not_at_all() throws Exception {
        byte[] large = picture("jpg", 4200, 3000, BufferedImage.TYPE_INT_RGB);
        BufferedImage after = image(
                Smaller.of(new Media("a.jpg", "image/jpeg", large), 1_000_000).orElseThrow());
        assertThat((double) after.getWidth() / after.getHeight()).isBetween(1.38, 1.42);

        byte[] house = picture("png", 600, 600, BufferedImage.TYPE_INT_RGB);
        ByteBuffer.wrap(house).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(Smaller.of(new Media("a.png", "image/png", house), 60_000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/gif", "image/webp", "image/apng", "image/svg+xml", "video/mp4", "application/pdf"})
    void what_is_no_photograph_is_left_alone(String type) throws Exception {
        byte[] bytes = picture("png", 900, 600, BufferedImage.TYPE_INT_RGB);
        assertThat(Smaller.of(new Media("a", type, bytes), 60_000)).isEmpty();
    }

    @Test
    void what_moves_is_left_alone_whatever_it_is_called() throws Exception {
        byte[] still = picture("png", 900, 600, BufferedImage.TYPE_INT_RGB);
        var moving = new ByteArrayOutputStream();
        moving.write(still, 0, 33); // signature and IHDR
        moving.write(ByteBuffer.allocate(20)
                .putInt(8)
                .put("acTL".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(0)
                .putInt(0)
                .array());
        moving.write(still, 33, still.length - 33);
        assertThat(Smaller.of(new Media("a.png", "image/png", moving.toByteArray()), 60_000))
                .isEmpty();
    }

    @Test
    void what_is_broken_or_would_show_nothing_is_left_alone() throws Exception {
        byte[] whole = picture("png", 900, 600, BufferedImage.TYPE_INT_RGB);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThat(Smaller.of(new Media("a.png", "image/png", half), 60_000)).isEmpty();
        assertThat(Smaller.of(new Media("a.png", "image/png", whole), 2_000)).isEmpty();
        assertThat(Smaller.of(new Media("a.jpg", "image/jpeg", new byte[100]), 50))
                .isEmpty();
    }
}
