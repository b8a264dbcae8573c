package io.deskbridge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Attachment;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Attachment", description = "A reference to what hangs on a message")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttachmentItem(String type, String reference, @Nullable String name, @Nullable String description) {
    static AttachmentItem of(Attachment attachment) {
        return new AttachmentItem(
                Wire.word(attachment.type()),
                attachment.reference(),
                attachment.name().orElse(null),
                attachment.description().orElse(null));
    }
}
