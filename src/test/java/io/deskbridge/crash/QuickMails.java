package io.deskbridge.crash;

import com.icegreen.greenmail.imap.commands.IdRange;
import com.icegreen.greenmail.store.FolderListener;
import com.icegreen.greenmail.store.ListBasedStoredMessageCollection;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mails of a folder of GreenMail, which asks for the list of all ids once for each mail that it looks at, and makes it
 * anew under a lock each time: with some thousand mails that is all it does. Here the list is kept while no mail comes or
 * goes.
 */
final class QuickMails extends ListBasedStoredMessageCollection {
    private volatile long @Nullable [] uids;

    /** Put into a folder that is empty as yet; GreenMail offers no other way to do so. */
    static void into(MailFolder folder) throws ReflectiveOperationException {
        if (folder.getMessageCount() > 0) {
            throw new IllegalStateException("folder " + folder.getName() + " holds mails already");
        }
        Field mails = folder.getClass().getDeclaredField("mailMessages");
        mails.setAccessible(true);
        mails.set(folder, new QuickMails());
    }

    @Override
    public long[] getMessageUids() {
        long[] known = uids;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            long[] read = super.getMessageUids();
            uids = read;
            return read;
        }
    }

    @Override
    public synchronized void add(StoredMessage mail) {
        super.add(mail);
        uids = null;
    }

    @Override
    public synchronized StoredMessage remove(long uid) {
        StoredMessage removed = super.remove(uid);
        uids = null;
        return removed;
    }

    @Override
    public synchronized void clear() {
        super.clear();
        uids = null;
    }

    @Override
    public synchronized void expunge(List<FolderListener> listeners) {
        super.expunge(listeners);
        uids = null;
    }

    @Override
    public synchronized void expunge(List<FolderListener> listeners, IdRange[] ranges) {
        super.expunge(listeners, ranges);
        uids = null;
    }
}
