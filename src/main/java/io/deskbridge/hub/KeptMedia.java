package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Parcel;
import io.deskbridge.core.Words;
import io.deskbridge.store.KeptFiles;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Hands desks the files that came with a message, out of the ledger. */
@Component
class KeptMedia {
    private final KeptFiles files;

    KeptMedia(KeptFiles files) {
        this.files = files;
    }

    /** Whether the attachment is one of those. */
    static boolean holds(Attachment attachment) {
        return Parcel.isReference(attachment.reference());
    }

    /**
     * As {@link Media.Source#fetch}. Which message it is decides, so that no other message's files can be had.
     */
    Media fetch(Message message, Attachment attachment, long maxBytes) {
        Optional<Integer> place = Parcel.place(attachment.reference());
        if (place.isEmpty()) {
            throw new Failure.Rejected(new Words(
                    "was too large to be kept; it lies where the message came from",
                    "war zu groß zum Aufheben und liegt dort, woher die Nachricht kam"));
        }
        KeptFiles.Kept file = files.find(message, place.get()).orElseThrow(KeptMedia::gone);
        if (file.size() > maxBytes) {
            throw new Failure.Rejected(new Words(
                    "the attachment is larger than " + maxBytes + " bytes",
                    "Der Anhang ist größer als " + maxBytes + " Bytes"));
        }
        return files.read(file).orElseThrow(KeptMedia::gone);
    }

    private static Failure.Rejected gone() {
        return new Failure.Rejected(new Words(
                "is not kept any more; it lies where the message came from",
                "ist nicht mehr aufgehoben und liegt dort, woher die Nachricht kam"));
    }
}
