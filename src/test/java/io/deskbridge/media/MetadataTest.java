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
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
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

    /** Motion Photos have a film behind the end, and pictures with more light a second picture. */
    @Test
    void what_hangs_behind_a_photograph_and_what_programs_add_is_left_out() throws Exception {
        byte[] plain = picture("jpg");
        var whole = new ByteArrayOutputStream();
        whole.write(plain, 0, 2);
        for (String added : List.of(
                "\u00e1http://ns.adobe.com/xmp/extension/\0Berlin",
                "\u00e2MPF\0Berlin",
                "\u00ebJP\0\0Berlin",
                "\u00feBerlin")) {
            whole.write(0xff);
            whole.writeBytes(segment(added));
        }
        whole.write(plain, 2, plain.length - 2);
        whole.writeBytes(photograph(6));
        whole.writeBytes("\0\0\0\u0018ftypmp42 +52.5200+013.4050/".getBytes(ISO_8859_1));

        assertThat(clean("image/jpeg", whole.toByteArray())).isEqualTo(plain);
    }

    private static byte[] segment(String markAndContent) {
        byte[] bytes = markAndContent.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(bytes.length + 2)
                .put(bytes, 0, 1)
                .putShort((short) (bytes.length + 1))
                .put(bytes, 1, bytes.length - 1)
                .array();
    }

    @Test
    void a_photograph_keeps_what_its_colours_mean_and_each_of_its_scans() throws Exception {
        byte[] plain = progressive();
        var whole = new ByteArrayOutputStream();
        whole.write(plain, 0, 2);
        for (String needed : List.of("\u00e2ICC_PROFILE\0\u0001\u0001colours", "\u00eeAdobe\0d\0\0\0\0\u0001")) {
            whole.write(0xff);
            whole.writeBytes(segment(needed));
        }
        whole.write(plain, 2, plain.length - 2);

        assertThat(clean("image/jpeg", whole.toByteArray())).isEqualTo(whole.toByteArray());
        assertThat(clean("image/jpeg", plain)).isEqualTo(plain);
    }

    private static byte[] progressive() throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture("jpg")));
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    @Test
    void a_picture_is_cleaned_by_what_it_is_and_not_by_what_it_is_called() throws Exception {
        for (String type : List.of("image/png", "application/pdf", "text/plain", "video/mp4")) {
            assertThat(text(clean(type, photograph(1)))).as(type).doesNotContain("Anna Kern", "Berlin");
        }
    }

    @Test
    void a_gif_loses_remarks_and_what_programs_noted_and_goes_on_moving() throws Exception {
        byte[] plain = picture("gif");
        String begin = text(plain).substring(0, text(plain).indexOf(","));
        String pixels = text(plain).substring(begin.length());
        String moving = "!\u00ff\u000bNETSCAPE2.0\u0003\u0001\0\0\0";
        String head = text(plain).substring(0, 13 + 3 * (2 << (plain[10] & 7)));
        String whole = head
                + moving
                + "!\u00fe\u0006Berlin\0"
                + "!\u00ff\u000bXMP DataXMP\u0006Berlin\0"
                + begin.substring(head.length())
                + pixels
                + "a second file";

        assertThat(text(clean("image/gif", whole.getBytes(ISO_8859_1))))
                .isEqualTo(head + moving + begin.substring(head.length()) + pixels);
        assertThat(clean("image/gif", plain)).isEqualTo(plain);
    }

    @Test
    void a_document_with_a_photograph_that_tells_its_place_is_refused_and_others_stay() throws Exception {
        String told = text(photograph(1));
        String untold = text(picture("jpg"));

        for (String document : List.of(
                "%PDF-1.4 1 0 obj << /Filter /DCTDecode >> stream\n" + told,
                "%PDF-1.4 1 0 obj << /Type /Metadata >> stream\n<exif:GPSLatitude>52,31N</exif:GPSLatitude>",
                text(zip("word/media/image1.jpeg", told)),
                text(zip("film.mov", "moov udta \u00a9xyz+52.5200+013.4050/")))) {
            assertThatThrownBy(() -> clean("application/pdf", document.getBytes(ISO_8859_1)))
                    .isInstanceOf(Metadata.NotRemoved.class)
                    .hasMessageStartingWith("holiday holds a picture or film that tells where it was taken");
        }
        for (String document : List.of(
                "%PDF-1.4 1 0 obj << /Filter /DCTDecode >> stream\n" + untold,
                text(zip("word/media/image1.jpeg", untold)),
                "PK\u0003\u0004 that breaks off",
                "GPSLatitude is the name of a field")) {
            byte[] bytes = document.getBytes(ISO_8859_1);
            assertThat(clean("application/pdf", bytes)).isSameAs(bytes);
        }
    }

    private static byte[] zip(String name, String content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<w:document/>".getBytes(ISO_8859_1));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(ISO_8859_1));
        }
        return out.toByteArray();
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
    @ValueSource(strings = {"jpg", "png", "gif"})
    void a_picture_that_breaks_off_is_told_apart_at_every_length_or_is_clean(String format) throws Exception {
        byte[] whole = format.equals("jpg") ? photograph(6) : picture(format);
        String mimeType = format.equals("jpg") ? "image/jpeg" : "image/" + format;
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            try {
                assertThat(text(clean(mimeType, part))).doesNotContain("Anna Kern", "Berlin");
            } catch (Metadata.NotRemoved broken) {
                assertThat(broken).hasMessageContaining("is not a whole picture");
            }
        }
    }

    @Test
    void nonsense_is_no_picture() {
        for (String kind : List.of("image/jpeg", "image/png", "image/webp", "image/gif")) {
            assertThatThrownBy(() -> clean(kind, "nonsense that is no picture".getBytes(ISO_8859_1)))
                    .as(kind.toUpperCase(Locale.ROOT))
                    .isInstanceOf(Metadata.NotRemoved.class);
        }
    }
}
