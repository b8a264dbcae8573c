package io.deskbridge.channel.x;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to ask X for: it gives only ids and texts unasked. */
final class XFields {
    private static final String OF_POSTS = "attachments,author_id,conversation_id,created_at,display_text_range,"
            + "edit_history_tweet_ids,entities,id,in_reply_to_user_id,lang,note_tweet,referenced_tweets,text";
    private static final String OF_USERS = "id,name,profile_image_url,public_metrics,username,verified,verified_type";
    private static final String OF_MEDIA = "alt_text,media_key,preview_image_url,type,url,variants";

    private XFields() {}

    static Map<String, String> ofPosts() {
        var query = new LinkedHashMap<String, String>();
        query.put("tweet.fields", OF_POSTS);
        query.put("expansions", "author_id,attachments.media_keys,referenced_tweets.id");
        query.put("user.fields", OF_USERS);
        query.put("media.fields", OF_MEDIA);
        return query;
    }

    static Map<String, String> ofDirects() {
        var query = new LinkedHashMap<String, String>();
        query.put(
                "dm_event.fields",
                "attachments,created_at,dm_conversation_id,entities,event_type,id,participant_ids,sender_id,text");
        query.put("event_types", "MessageCreate");
        query.put("expansions", "sender_id,attachments.media_keys");
        query.put("user.fields", OF_USERS);
        query.put("media.fields", OF_MEDIA);
        query.put("max_results", "100");
        return query;
    }
}
