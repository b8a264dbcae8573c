package io.deskbridge.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.JpegImageMetadata;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcRecord;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcTypes;
import org.apache.commons.imaging.formats.jpeg.iptc.JpegIptcRewriter;
import org.apache.commons.imaging.formats.jpeg.iptc.PhotoshopApp13Data;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static byte[] picture(String format) throws IOException {
        var image = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0xff0000);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] photograph(int side) throws IOException {
        var exif = new TiffOutputSet();
        exif.setGpsInDegrees(13.4050, 52.5200);
        exif.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ARTIST, "Anna Kern");
        exif.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ORIENTATION, (short) side);
        var withExif = new ByteArrayOutputStream();
        new ExifRewriter().updateExifMetadataLossless(picture("jpg"), withExif, exif);
        var withXmp = new ByteArrayOutputStream();
        new JpegXmpRewriter()
                .updateXmpXml(withExif.toByteArray(), withXmp, "<x:xmpmeta>somewhere in Berlin</x:xmpmeta>");
        var whole = new ByteArrayOutputStream();
        var city = List.of(new IptcRecord(IptcTypes.CITY, "Berlin-Mitte"));
        new JpegIptcRewriter().writeIptc(withXmp.toByteArray(), whole, new PhotoshopApp13Data(city, List.of()));
        return whole.toByteArray();
    }

    private static byte[] clean(String mimeType, byte[] bytes) throws Metadata.NotRemoved {
        return Metadata.removed(new Media("holiday", mimeType, bytes)).bytes();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    @Test
    void a_photograph_loses_place_author_and_what_programs_noted_and_no_pixel() throws Exception {
        byte[] photograph = photograph(1);
        assertThat(text(photograph)).contains("Anna Kern", "somewhere in Berlin", "Berlin-Mitte");
        assertThat(((JpegImageMetadata) Imaging.getMetadata(photograph))
                        .getExif()
                        .getGpsInfo())
                .isNotNull();

        byte[] clean = clean("image/jpeg", photograph);

        assertThat(text(clean)).doesNotContain("Anna Kern", "Berlin", "Exif", "xmpmeta");
        assertThat(Imaging.getMetadata(clean)).isNull();
        assertThat(pixels(clean)).isEqualTo(pixels(photograph));
    }

    private static int[] pixels(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void a_photograph_keeps_which_side_is_up_and_nothing_else() throws Exception {
        byte[] clean = clean("image/jpeg", photograph(6));

        var metadata = (JpegImageMetadata) Imaging.getMetadata(clean);
        assertThat(metadata.findExifValueWithExactMatch(TiffTagConstants.TIFF_TAG_ORIENTATION)
                        .getIntValue())
                .isEqualTo(6);
        assertThat(metadata.getExif().getAllFields()).hasSize(1);
        assertThat(text(clean)).doesNotContain("Anna Kern", "Berlin");
        assertThat(metadata.getPhotoshop()).isNull();
    }

    @Test
    void a_png_loses_texts_times_exif_and_what_hangs_behind_it() throws Exception {
        byte[] plain = picture("png");
        int afterHeader = 8 + 12 + 13;
        var whole = new ByteArrayOutputStream();
        whole.write(plain, 0, afterHeader);
        whole.writeBytes(chunk("eXIf", "the place"));
        whole.writeBytes(chunk("tEXt", "Author\0Anna Kern"));
        whole.writeBytes(chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0Berlin"));
        whole.writeBytes(chunk("tIME", "1234567"));
        whole.write(plain, afterHeader, plain.length - afterHeader);
        whole.writeBytes("a second file".getBytes(ISO_8859_1));

        assertThat(clean("image/png", whole.toByteArray())).isEqualTo(plain);
    }

    private static byte[] chunk(String name, String content) {
        byte[] named = (name + content).getBytes(ISO_8859_1);
        var sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(content.length())
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    @Test
    void a_webp_loses_exif_and_xmp_and_does_not_say_it_had_them() throws Exception {
        byte[] whole =
                webp("VP8X", (char) 0b101100 + "123456789", "VP8L", "pixels!", "EXIF", "Berlin", "XMP ", "Mitte");

        assertThat(clean("image/webp", whole))
                .isEqualTo(webp("VP8X", (char) 0b100000 + "123456789", "VP8L", "pixels!"));
    }

    private static byte[] webp(String... namesAndContents) {
        var chunks = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            byte[] content = namesAndContents[i + 1].getBytes(ISO_8859_1);
            var header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            chunks.writeBytes(header.put(namesAndContents[i].getBytes(ISO_8859_1))
                    .putInt(content.length)
                    .array());
            chunks.writeBytes(content);
            if (content.length % 2 == 1) {
                chunks.write(0);
            }
        }
        var file = ByteBuffer.allocate(12 + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + chunks.size()).put("WEBP".getBytes(ISO_8859_1));
        return file.put(chunks.toByteArray()).array();
    }

    @Test
    void a_file_without_metadata_and_one_of_another_kind_stay_the_very_same() throws Exception {
        var png = new Media("a.png", "image/png", picture("png"));
        var text = new Media("a.txt", "text/plain", "Exif".getBytes(ISO_8859_1));

        assertThat(Metadata.removed(png)).isSameAs(png);
        assertThat(Metadata.removed(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void a_picture_that_breaks_off_is_told_apart_at_every_length_or_is_clean(String format) throws Exception {
        byte[] whole = format.equals("jpg") ? photograph(6) : picture(format);
        String mimeType = format.equals("jpg") ? "image/jpeg" : "image/png";
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            try {
                assertThat(text(clean(mimeType, part))).doesNotContain("Anna Kern", "Berlin");
            } catch (Metadata.NotRemoved broken) {
                assertThat(broken).hasCauseInstanceOf(Exception.class);
            }
        }
    }

    @Test
    void nonsense_is_no_picture() {
        for (String kind : List.of("image/jpeg", "image/png", "image/webp")) {
            assertThatThrownBy(() -> clean(kind, "nonsense that is no picture".getBytes(ISO_8859_1)))
                    .as(kind.toUpperCase(Locale.ROOT))
                    .isInstanceOf(Metadata.NotRemoved.class);
        }
    }
}
