package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.Fields;
import java.util.List;
import org.springframework.stereotype.Component;

/** Media and comments as the Graph API shows them: only the fields that were asked for, and the id. */
@Component("sandboxInstagramViews")
@SandboxPart
class Views {
    private static final Fields OF_MEDIA = Fields.of("id");
    private static final Fields OF_COMMENTS = Fields.of("id,text,timestamp");

    private final World world;

    Views(World world) {
        this.world = world;
    }

    ObjectNode medium(Medium medium, Fields asked, Who caller) {
        Fields fields = asked.below().isEmpty() ? OF_MEDIA : asked;
        ObjectNode view = Pages.object().put("id", medium.id());
        if (fields.wants("caption")) {
            view.put("caption", medium.caption());
        }
        if (fields.wants("permalink")) {
            view.put("permalink", medium.permalink());
        }
        if (fields.wants("timestamp")) {
            view.put("timestamp", Pages.time(medium.at()));
        }
        if (fields.wants("username")) {
            view.put("username", medium.owner().username());
        }
        if (fields.wants("media_product_type")) {
            view.put("media_product_type", "FEED");
        }
        if (fields.wants("comments")) {
            List<Comment> below = comments(medium, caller);
            if (!below.isEmpty()) {
                view.set("comments", comments(below, medium, fields.of("comments", OF_COMMENTS), caller));
            }
        }
        return view;
    }

    /** Newest first; hidden ones are shown to the owner of the medium and to whoever wrote them. */
    List<Comment> comments(Medium medium, Who caller) {
        return world.comments(comment ->
                comment.medium().id().equals(medium.id()) && comment.parent().isEmpty() && isShown(comment, caller));
    }

    ObjectNode comments(List<Comment> all, Medium medium, Fields asked, Who caller) {
        return Pages.of(all, "/" + medium.id() + "/comments", asked, comment -> comment(comment, asked, caller));
    }

    ObjectNode replies(Comment top, Fields asked, Who caller) {
        List<Comment> all = world.comments(
                comment -> comment.parent().filter(top.id()::equals).isPresent() && isShown(comment, caller));
        return Pages.of(all, "/" + top.id() + "/replies", asked, comment -> comment(comment, asked, caller));
    }

    private static boolean isShown(Comment comment, Who caller) {
        return !comment.hidden()
                || comment.author().equals(caller)
                || comment.medium().owner().equals(caller);
    }

    ObjectNode comment(Comment comment, Fields asked, Who caller) {
        Fields fields = asked.below().isEmpty() ? OF_COMMENTS : asked;
        ObjectNode view = Pages.object().put("id", comment.id());
        if (fields.wants("text")) {
            view.put("text", comment.text());
        }
        if (fields.wants("timestamp")) {
            view.put("timestamp", Pages.time(comment.at()));
        }
        if (fields.wants("username")) {
            view.put("username", comment.author().username());
        }
        if (fields.wants("from")) {
            view.set("from", from(comment.author()));
        }
        if (fields.wants("hidden") && comment.medium().owner().equals(caller)) {
            view.put("hidden", comment.hidden());
        }
        if (fields.wants("parent_id")) {
            comment.parent().ifPresent(parent -> view.put("parent_id", parent));
        }
        if (fields.wants("media")) {
            view.set("media", medium(comment.medium(), fields.of("media", OF_MEDIA), caller));
        }
        if (fields.wants("replies")) {
            ObjectNode replies = replies(comment, fields.of("replies", OF_COMMENTS), caller);
            if (!replies.path("data").isEmpty()) {
                view.set("replies", replies);
            }
        }
        return view;
    }

    static ObjectNode from(Who who) {
        return Pages.object().put("id", who.id()).put("username", who.username());
    }
}
